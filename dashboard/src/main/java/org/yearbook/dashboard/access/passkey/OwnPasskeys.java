package org.yearbook.dashboard.access.passkey;

import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.yearbook.dashboard.access.SignedIn;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.ClaimedAccounts;
import org.yearbook.dashboard.state.Passkeys;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Person;

/** What may be done with passkeys, on top of what the standard checks: a few, for oneself alone, and noted. */
final class OwnPasskeys implements WebAuthnRelyingPartyOperations {

    private static final int MOST = 10;
    private static final int LONGEST_LABEL = 100;

    private final WebAuthnRelyingPartyOperations standard;
    private final PasskeyStore store;
    private final Passkeys passkeys;
    private final People people;
    private final ClaimedAccounts claimed;
    private final AuditTrail audit;

    OwnPasskeys(
            WebAuthnRelyingPartyOperations standard,
            PasskeyStore store,
            Passkeys passkeys,
            People people,
            ClaimedAccounts claimed,
            AuditTrail audit) {
        this.standard = standard;
        this.store = store;
        this.passkeys = passkeys;
        this.people = people;
        this.claimed = claimed;
        this.audit = audit;
    }

    @Override
    public PublicKeyCredentialCreationOptions createPublicKeyCredentialCreationOptions(
            PublicKeyCredentialCreationOptionsRequest request) {
        maker();
        return standard.createPublicKeyCredentialCreationOptions(request);
    }

    /** The question may have been asked of somebody who has left this browser to another since. */
    @Override
    public CredentialRecord registerCredential(RelyingPartyRegistrationRequest request) {
        Person self = maker();
        String label = String.valueOf(request.getPublicKey().getLabel()).strip();
        if (label.isEmpty()
                || label.length() > LONGEST_LABEL
                || passkeys.of(self.id()).size() >= MOST
                || !store.entity(self)
                        .getId()
                        .equals(request.getCreationOptions().getUser().getId())) {
            throw new AccessDeniedException("no passkey can be made so");
        }
        try {
            CredentialRecord made = standard.registerCredential(request);
            audit.did(self, "passkey.added", label);
            return made;
        } catch (RuntimeException e) {
            audit.did(self, "passkey.refused", "");
            throw new AccessDeniedException("the browser's answer does not hold", e);
        }
    }

    @Override
    public PublicKeyCredentialRequestOptions createCredentialRequestOptions(
            PublicKeyCredentialRequestOptionsRequest request) {
        return standard.createCredentialRequestOptions(request);
    }

    @Override
    public PublicKeyCredentialUserEntity authenticate(RelyingPartyAuthenticationRequest request) {
        return standard.authenticate(request);
    }

    /** A passkey would open an account whose claim went, for only the provider is asked about claims. */
    private Person maker() {
        Person self = self();
        if (claimed.claimed(self.id())) {
            throw new AccessDeniedException("whose role comes from a claim comes in by the provider alone");
        }
        return self;
    }

    private Person self() {
        return SignedIn.now()
                .flatMap(signedIn -> people.byId(signedIn.personId()))
                .orElseThrow(() -> new AccessDeniedException("nobody is signed in"));
    }
}
