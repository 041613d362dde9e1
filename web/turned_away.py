"""A visitor who cannot have what was asked for, told why and what to do instead."""

from datetime import date

from notifications import days


class TurnedAway(Exception):
    """Becomes a page with this status; the office's contact stands below the sentences."""

    def __init__(self, status: int, heading: str, *sentences: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(heading)
        self.status, self.heading, self.sentences, self.headers = status, heading, sentences, headers


def unknown_link() -> TurnedAway:
    return TurnedAway(
        404,
        "Länken känns inte igen",
        "En svarslänk är lång, och en del mejlprogram delar den på två rader. Öppna mejlet igen och klicka på "
        "länken, eller kopiera hela länken till webbläsarens adressfält.",
    )


def replaced_letter() -> TurnedAway:
    return TurnedAway(
        410,
        "Mejlet har ersatts",
        "Länken hör till ett mejl som drogs tillbaka innan det skickades. Använd länken i det senaste mejlet om "
        "uppdraget.",
    )


def expired_link(until: date) -> TurnedAway:
    return TurnedAway(
        410,
        "Svarslänken gäller inte längre",
        f"Den gällde till och med {days.dated(until)}. Har du fått ett senare mejl om samma uppdrag kan du använda "
        "länken i det.",
        "Annars lämnar du lägesbeskedet till den som står här nedanför.",
    )


def not_found() -> TurnedAway:
    return TurnedAway(404, "Sidan finns inte", "Kontrollera adressen. Den kan ha skrivits av fel eller ha ändrats.")


def not_understood(status: int = 422) -> TurnedAway:
    return TurnedAway(
        status,
        "Det som skickades gick inte att läsa",
        "Inget har sparats. Gå tillbaka till sidan, ladda om den och försök igen.",
    )


def not_offered() -> TurnedAway:
    return TurnedAway(
        405,
        "Det går inte att göra här",
        "Inget har ändrats. Sidan kan bara visas, och ett svar skickas med knappen på den. Öppna länken i mejlet igen.",
    )


def too_large() -> TurnedAway:
    return TurnedAway(
        413,
        "Texten är för lång",
        "Inget har sparats. Gå tillbaka och korta texten till högst 4 000 tecken. Längre underlag lämnas i ärendet.",
    )


def other_site() -> TurnedAway:
    return TurnedAway(
        403,
        "Svaret skickades från en annan webbplats",
        "Inget har sparats. Öppna länken i mejlet och svara på den sida som visas där.",
    )


def not_at_the_desk() -> TurnedAway:
    return TurnedAway(
        403,
        "Sidan visas bara på kansliets egen dator",
        "Bevakningslistan har ännu ingen inloggning och öppnas därför bara på den dator där programmet körs, "
        "till exempel på adressen http://127.0.0.1:8017/.",
        "Har du fått ett mejl om ett uppdrag? Öppna svarslänken i mejlet.",
    )


def busy() -> TurnedAway:
    return TurnedAway(
        503,
        "Försök igen om en liten stund",
        "Databasen är upptagen just nu. Inget har ändrats.",
        headers={"Retry-After": "10"},
    )


def broken() -> TurnedAway:
    return TurnedAway(
        500,
        "Något gick fel hos oss",
        "Felet ligger inte hos dig. Det är antecknat i programmets logg. Försök igen om en stund.",
    )
