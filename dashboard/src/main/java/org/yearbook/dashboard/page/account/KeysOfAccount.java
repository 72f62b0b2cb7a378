package org.yearbook.dashboard.page.account;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.yearbook.dashboard.access.Sessions;
import org.yearbook.dashboard.access.SignInSettings;
import org.yearbook.dashboard.access.SignedIn;
import org.yearbook.dashboard.access.Way;
import org.yearbook.dashboard.state.ClaimedAccounts;
import org.yearbook.dashboard.state.Passkeys;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.home.District;

/** What opens somebody's account, and where it is open now. */
@Component
final class KeysOfAccount {

    private final Passkeys passkeys;
    private final ClaimedAccounts claimed;
    private final Sessions sessions;
    private final SignInSettings settings;
    private final District district;
    private final Clock clock;

    KeysOfAccount(
            Passkeys passkeys,
            ClaimedAccounts claimed,
            Sessions sessions,
            SignInSettings settings,
            District district,
            Clock clock) {
        this.clock = clock;
        this.passkeys = passkeys;
        this.claimed = claimed;
        this.sessions = sessions;
        this.settings = settings;
        this.district = district;
    }

    /** One passkey in the list. */
    record Key(String id, String label, String made, String used) {}

    /** One session in the list. */
    record Place(String handle, String browser, String way, String since, String seen, String address, boolean here) {}

    void show(Person person, Model model) {
        String here = here();
        model.addAttribute("passkeysOffered", settings.passkeys().isPresent() && !claimed.claimed(person.id()));
        model.addAttribute(
                "passkeys",
                passkeys.of(person.id()).stream()
                        .map(key -> new Key(key.id(), key.label(), minute(key.created()), minute(key.used())))
                        .toList());
        List<Place> places = sessions.of(person).stream()
                .map(open -> new Place(
                        open.handle(),
                        open.browser(),
                        open.way().words(),
                        minute(open.since()),
                        minute(open.seen()),
                        open.address(),
                        open.handle().equals(here)))
                .toList();
        model.addAttribute("places", places);
        model.addAttribute(
                "lately",
                SignedIn.now().filter(found -> found.lately(clock.instant())).isPresent());
        model.addAttribute("idle", settings.idle().toMinutes());
        model.addAttribute("longest", settings.longest().toHours());
    }

    private String minute(@Nullable Instant instant) {
        return instant == null ? "never" : Dates.minute(instant, district.zone());
    }

    /** {@return the handle of the session that asks} */
    static String here() {
        return SignedIn.now().map(SignedIn::handle).orElse("");
    }

    /** {@return whether the session that asks began with a password} */
    static boolean byPassword() {
        return SignedIn.now().map(SignedIn::way).filter(Way::byPassword).isPresent();
    }
}
