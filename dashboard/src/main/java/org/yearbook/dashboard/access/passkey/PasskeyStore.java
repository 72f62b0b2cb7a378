package org.yearbook.dashboard.access.passkey;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.yearbook.dashboard.state.Passkeys;
import org.yearbook.dashboard.state.Passkeys.Passkey;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;

/** Our passkeys and people as Spring's part for WebAuthn asks for them. */
final class PasskeyStore implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {

    private final Passkeys passkeys;
    private final People people;

    PasskeyStore(Passkeys passkeys, People people) {
        this.passkeys = passkeys;
        this.people = people;
    }

    @Override
    public void save(CredentialRecord record) {
        long owner = passkeys.owner(record.getUserEntityUserId().toBase64UrlString())
                .orElseThrow(() -> new IllegalArgumentException("A passkey of nobody"));
        passkeys.save(new Passkey(
                record.getCredentialId().toBase64UrlString(),
                owner,
                record.getLabel(),
                new Bytes(record.getPublicKey().getBytes()).toBase64UrlString(),
                record.getSignatureCount(),
                record.isUvInitialized(),
                record.isBackupEligible(),
                record.isBackupState(),
                record.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .collect(Collectors.toSet()),
                text(record.getAttestationObject()),
                text(record.getAttestationClientDataJSON()),
                record.getCreated(),
                record.getLastUsed()));
    }

    private static String text(@Nullable Bytes bytes) {
        return bytes == null ? "" : bytes.toBase64UrlString();
    }

    /** One's own passkeys are removed on the account page, with the person who asks; never by this door. */
    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("Passkeys are removed by their owner");
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes id) {
        return passkeys.byId(id.toBase64UrlString()).flatMap(this::record).orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes handle) {
        return passkeys.owner(handle.toBase64UrlString()).map(passkeys::of).orElse(List.of()).stream()
                .map(this::record)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<CredentialRecord> record(Passkey passkey) {
        return people.byId(passkey.personId())
                .map(person -> ImmutableCredentialRecord.builder()
                        .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                        .credentialId(Bytes.fromBase64(passkey.id()))
                        .userEntityUserId(entity(person).getId())
                        .publicKey(new ImmutablePublicKeyCose(
                                Bytes.fromBase64(passkey.publicKey()).getBytes()))
                        .signatureCount(passkey.signatures())
                        .uvInitialized(passkey.verified())
                        .transports(transports(passkey.transports()))
                        .backupEligible(passkey.backupEligible())
                        .backupState(passkey.backedUp())
                        .attestationObject(Bytes.fromBase64(passkey.attestation()))
                        .attestationClientDataJSON(Bytes.fromBase64(passkey.clientData()))
                        .created(passkey.created())
                        .lastUsed(passkey.used() == null ? passkey.created() : passkey.used())
                        .label(passkey.label())
                        .build());
    }

    private static Set<AuthenticatorTransport> transports(Set<String> names) {
        return Arrays.stream(AuthenticatorTransport.values())
                .filter(transport -> names.contains(transport.getValue()))
                .collect(Collectors.toSet());
    }

    /** {@return a person as an authenticator gets to know them}; their number is made the first time */
    PublicKeyCredentialUserEntity entity(Person person) {
        String handle = passkeys.handle(person.id(), Bytes.random().toBase64UrlString());
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(Bytes.fromBase64(handle))
                .name(person.signIn())
                .displayName(person.name())
                .build();
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes handle) {
        return passkeys.owner(handle.toBase64UrlString())
                .flatMap(people::byId)
                .map(this::entity)
                .orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String signIn) {
        return people.bySignIn(signIn).map(this::entity).orElse(null);
    }

    /** People are added by administrators, so there is nothing to keep. */
    @Override
    public void save(PublicKeyCredentialUserEntity entity) {}
}
