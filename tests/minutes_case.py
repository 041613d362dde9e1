"""Minutes of three meetings in one matter, composed: the board decides and proposes, the council decides, the board
passes on. And the board's minutes once more, corrected."""

BOARD = """\
Kommunstyrelsen                    Sammanträdesprotokoll            12 (40)
                                   2018-03-13

§ 41 Plan för trygga skolvägar                           KS 2018-55

Sammanfattning
Förvaltningen har sett över skolvägarna.

Förslag till beslut
Kommunledningsförvaltningen föreslår att kommunstyrelsen beslutar
1. Kommundirektören ges i uppdrag att ta fram en tidplan senast 30 april 2018.

Kommunstyrelsens beslut
1. Kommundirektören ges i uppdrag att ta fram en tidplan senast 30 april 2018.

Kommunstyrelsens förslag till kommunfullmäktige
2. Socialnämnden ges i uppdrag att bygga säkra övergångsställen senast den 31 december 2018.
3. Barn- och ungdomsnämnden ges i uppdrag att redovisa skolornas behov till kommunfullmäktige i september 2018.

Beslutet skickas till
Kommundirektören

§ 42 Avtal om snöröjning                                 KS 2018-61

Kommunstyrelsens beslut
Avtalet godkänns.

§ 43 Lokaler för föreningar                              KS 2018-70

Kommunstyrelsen beslutar
att ge kommundirektören i uppdrag att se över taxorna, samt

föreslår kommunfullmäktige besluta
att ge bildningsnämnden i uppdrag att ta fram en lokalplan under 2018.

§ 44 Motion om skuggade lekplatser                       KS 2018-12

Kommunstyrelsens förslag till kommunfullmäktige
Motionen bifalls. Kommunstyrelsen får i uppdrag att plantera träd vid lekplatserna senast 30 juni 2019.

§ 45 Delegationsbeslut

Kommunstyrelsens beslut
Redovisningen läggs till handlingarna.
"""

COUNCIL = """\
Kommunfullmäktige                    Sammanträdesprotokoll            3 (20)
                                   2018-04-24

§ 60 Plan för trygga skolvägar                           KS 2018-55

Kommunfullmäktiges beslut
1. Socialnämnden ges i uppdrag att bygga säkra övergångsställen senast den 30 juni 2019.
2. Barn- och ungdomsnämnden ges i uppdrag att redovisa skolornas behov till kommunfullmäktige i september 2018.

§ 61 Motion om skuggade lekplatser                       KS 2018-12

Kommunfullmäktiges beslut
Motionen bifalls. Kommunstyrelsen får i uppdrag att plantera träd vid lekplatserna senast 30 juni 2019.

§ 62 Ny flagga

Kommunfullmäktiges beslut
Ärendet bordläggs.
"""

PASSED_ON = """\
Kommunstyrelsen                    Sammanträdesprotokoll            12 (40)
                                   2018-05-15

§ 70 Skuggade lekplatser, uppdrag                        KS 2018-12

Kommunstyrelsens beslut
Kommundirektören ges i uppdrag att plantera träd vid lekplatserna och redovisa till kommunstyrelsen i mars 2019.

§ 71 Information

Kommunstyrelsens beslut
Informationen läggs till handlingarna.
"""

CORRECTED = BOARD.replace("tidplan senast 30 april 2018", "tidplan senast 31 maj 2018").replace(
    "Avtalet godkänns.", "Avtalet godkänns. Kommundirektören ges i uppdrag att teckna avtalet senast 1 juni 2018."
)
