package org.yearbook.ingest.source.oneroster.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A person. In 1.1 with organizations and one role for all of them; in 1.2 with a role for each organization, and
 * profiles. Passwords are never read.
 *
 * @param userIds as the CSV binding writes them: {@code {type:id},{type:id}}
 * @param preferred the preferred given, middle and family name
 */
public record User(
        Common common,
        String enabledUser,
        List<String> orgSourcedIds,
        String role,
        String username,
        String userIds,
        Names names,
        String identifier,
        String email,
        String sms,
        String phone,
        List<String> agentSourcedIds,
        List<String> grades,
        String userMasterIdentifier,
        Names preferred,
        String primaryOrgSourcedId,
        String pronouns,
        List<Role> roles,
        List<Profile> profiles,
        List<String> resources)
        implements Model {

    /** A person's name. */
    record Names(String given, String middle, String family) {}

    /** What a person is in one organization; {@code profileId} names one of the person's profiles. */
    record Role(
            String roleType, String role, String beginDate, String endDate, String orgSourcedId, String profileId) {}

    /** How a person is known to another system, without its password. */
    record Profile(
            String profileId,
            String profileType,
            String vendorId,
            String applicationId,
            String description,
            List<Credential> credentials) {}

    /** One way to sign in there. */
    record Credential(String type, String username) {}

    public static User read(RestObject json, Oddities oddities) {
        return new User(
                Common.read(json, oddities),
                json.flag("enabledUser"),
                json.refs("orgs", "org"),
                json.text("role"),
                json.text("username"),
                userIds(json),
                new Names(json.text("givenName"), json.text("middleName"), json.text("familyName")),
                json.text("identifier"),
                json.text("email"),
                json.text("sms"),
                json.text("phone"),
                json.refs("agents", "agentSourcedIds", "agentSourceIds"),
                json.list("grades"),
                json.text("userMasterIdentifier"),
                new Names(
                        json.text("preferredFirstName", "preferredGivenName"),
                        json.text("preferredMiddleName"),
                        json.text("preferredLastName", "preferredFamilyName")),
                json.ref("primaryOrg"),
                json.text("pronouns"),
                json.objects("roles").stream().map(User::role).toList(),
                json.objects("userProfiles").stream().map(User::profile).toList(),
                json.refs("resources"));
    }

    private static String userIds(RestObject json) {
        List<RestObject> ids = json.objects("userIds");
        return ids.isEmpty()
                ? json.text("userIds")
                : ids.stream()
                        .map(id -> "{" + id.text("type") + ":" + id.text("identifier") + "}")
                        .collect(Collectors.joining(","));
    }

    private static Role role(RestObject json) {
        return new Role(
                json.text("roleType"),
                json.text("role"),
                json.date("beginDate"),
                json.date("endDate"),
                json.ref("org"),
                json.text("userProfile"));
    }

    private static Profile profile(RestObject json) {
        List<Credential> credentials = json.objects("credentials").stream()
                .map(credential -> new Credential(credential.text("type"), credential.text("username")))
                .toList();
        return new Profile(
                json.text("profileId"),
                json.text("profileType"),
                json.text("vendorId"),
                json.text("applicationId"),
                json.text("description"),
                credentials.isEmpty() ? List.of(new Credential("", "")) : credentials);
    }

    @Override
    public void rows(Version version, Rows rows) {
        List<String> cells = new ArrayList<>(List.of(enabledUser));
        if (version == Version.V1_1) {
            cells.addAll(List.of(Model.cell(orgSourcedIds), role));
        }
        cells.addAll(List.of(
                username,
                userIds,
                names.given(),
                names.family(),
                names.middle(),
                identifier,
                email,
                sms,
                phone,
                Model.cell(agentSourcedIds),
                Model.cell(grades),
                ""));
        if (version == Version.V1_1) {
            rows.own(Table.USERS, cells);
            return;
        }
        cells.addAll(List.of(
                userMasterIdentifier,
                preferred.given(),
                preferred.middle(),
                preferred.family(),
                primaryOrgSourcedId,
                pronouns));
        rows.own(Table.USERS, cells);
        parts(rows);
    }

    private void parts(Rows rows) {
        String id = common.sourcedId();
        List<List<String>> profileRows = new ArrayList<>();
        List<String> profileIds = new ArrayList<>();
        for (Profile profile : profiles) {
            for (Credential credential : profile.credentials()) {
                profileIds.add(profile.profileId());
                profileRows.add(List.of(
                        id,
                        profile.profileType(),
                        profile.vendorId(),
                        profile.applicationId(),
                        profile.description(),
                        credential.type(),
                        credential.username(),
                        ""));
            }
        }
        rows.parts(Table.USER_PROFILES, profileRows);
        // The primary role first: it then keeps its place, and with it its id, whatever is added behind it.
        rows.parts(
                Table.ROLES,
                roles.stream()
                        .sorted((one, other) -> Boolean.compare(
                                other.roleType().equals("primary"),
                                one.roleType().equals("primary")))
                        .map(one -> List.of(
                                id,
                                one.roleType(),
                                one.role(),
                                one.beginDate(),
                                one.endDate(),
                                one.orgSourcedId(),
                                profileIds.contains(one.profileId())
                                                && !one.profileId().isEmpty()
                                        ? PartId.of(id, Table.USER_PROFILES, profileIds.indexOf(one.profileId()))
                                        : ""))
                        .toList());
        rows.parts(
                Table.USER_RESOURCES,
                resources.stream()
                        .map(resource -> List.of(id, primaryOrgSourcedId, "", resource))
                        .toList());
    }
}
