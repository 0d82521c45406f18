# ruff: noqa: E501  (prose)
"""Makes `pages/pdf-*.pdf`: `python tests/data/make_pdfs.py`. The same bytes each time.

All wording is ours; people, offices and numbers are invented unless they are public facts.
"""

from pathlib import Path

from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import inch
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageTemplate, Paragraph, Spacer, Table

HERE = Path(__file__).parent / "pages"
WIDTH, HEIGHT = LETTER
SOFT = "\u00ad"

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
JUSTIFIED = ParagraphStyle("justified", BODY, alignment=4, embeddedHyphenation=1)
INDENTED = ParagraphStyle("indented", JUSTIFIED, firstLineIndent=22, spaceAfter=0, fontSize=12, leading=20)
ITEM = ParagraphStyle("item", BODY, leftIndent=18, bulletIndent=4, spaceAfter=4)
SMALL = ParagraphStyle("small", BODY, fontSize=8.5, leading=11)
CENTRED = ParagraphStyle("centred", BODY, alignment=1, spaceAfter=2)
TITLE = ParagraphStyle(
    "title", fontName="Times-Bold", fontSize=15, leading=18, alignment=1, spaceBefore=10, spaceAfter=12
)
SUBHEAD = ParagraphStyle("subhead", fontName="Helvetica-Bold", fontSize=11, leading=14, spaceBefore=6, spaceAfter=4)


def made(name, frames, story, *, on_page=lambda canvas, document: None, **told):
    document = BaseDocTemplate(str(HERE / name), pagesize=LETTER, invariant=1, **told)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=on_page))
    document.build(story)


def full(top=1.0):
    return [Frame(1.1 * inch, 0.9 * inch, WIDTH - 2.2 * inch, HEIGHT - (0.9 + top) * inch)]


def soft(text):
    """`co|operation` may be broken at the bar."""
    return text.replace("|", SOFT)


def readout():
    story = [
        Paragraph("MINISTRY OF INTERIOR SECURITY", CENTRED),
        Paragraph("Office of the Spokesperson", CENTRED),
        Paragraph("For Immediate Release", CENTRED),
        Paragraph("March 14, 2024", CENTRED),
        Paragraph("Readout of Minister Adela Quiroga’s Meeting With Ambassador Thomas Whitfield", TITLE),
        Paragraph("The following is attributable to Spokesperson Martín Olvera:", BODY),
        Paragraph(
            "Minister Adela Quiroga met today in Mexico City with United States Ambassador Thomas Whitfield to review the "
            "work of the two governments against the trade in fentanyl and in firearms.",
            BODY,
        ),
        Paragraph(
            "The Minister told the Ambassador that customs officers at Manzanillo had seized 1.2 tons of precursor "
            "chemicals since January, and asked for the names of the companies that had shipped them. “We will not be "
            "the only ones to open our books,” she said.",
            BODY,
        ),
        Paragraph(
            "Ambassador Whitfield announced that his government would trace every rifle found at the scene of a crime "
            "within thirty days. Both agreed to meet again in Washington on May 20.",
            BODY,
        ),
        Spacer(1, 14),
        Paragraph("###", CENTRED),
        Paragraph("Press contact: press@interior-security.example | +52 55 0100 0100", SMALL),
    ]
    told = {"title": "Microsoft Word - readout_final_v3.docx", "author": "jperez"}
    made("pdf-01-readout.pdf", full(0.8), story, **told)


def joint_statement():
    def edges(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(1.1 * inch, HEIGHT - 0.6 * inch, "Joint Statement of the Border Waters Commission")
        canvas.drawRightString(WIDTH - 1.1 * inch, HEIGHT - 0.6 * inch, "Embargoed until delivery")
        canvas.drawString(1.1 * inch, 0.5 * inch, "Border Waters Commission, Secretariat, El Paso and Ciudad Juárez")
        canvas.drawRightString(WIDTH - 1.1 * inch, 0.5 * inch, f"Page {document.page} of 2")

    paragraphs = [
        "The commis|sioners of both countries met in El Paso on Septem|ber 12, 2023 for their eighty-first session. "
        "They heard the report of the engi|neers on the reser|voirs of the Rio Grande and adopted a time|table for the "
        "deli|veries that are still outstand|ing under the treaty of 1944.",
        "Commissioner Laura Benavides said that the coope|ration of the irri|gation districts had made it possible to "
        "release 180 million cubic meters since the spring. She added that the long-|term plan would be revised if the "
        "rains of the autumn failed, and that no district would be asked to give up its drinking water.",
        "Commissioner Paul Hendricks called on the federal authori|ties to publish the daily readings of all gauges. "
        "“Farmers cannot plan with numbers that arrive two months late,” he said. He rejected the pro|posal to post|pone "
        "the deli|veries of the current cycle to the next one.",
        "The two sections agreed to set up a working group on the qual|ity of the water, which will present its first "
        "report by March 31, 2024. It will have eight members, four named by either sec|tion, and will invite the "
        "univer|sities of the region to take part in the sampling.",
        "The commissioners discussed the sewage treat|ment works at the mouth of the Tijuana river. Repairs of the "
        "main pump, which failed in August, will cost 4.5 million dollars; the United States section will advance the "
        "money and the Mexican section will repay its half in three instal|ments.",
        "They also reviewed the state of the international dams. The inspec|tion in June found no damage that would "
        "endanger the people downstream, but the gates of the older dam have to be replaced within five years. The "
        "engineers of both sections will prepare the ten|der together.",
        "The commissioners took note of the concern of the munici|palities on both banks about the growth of reeds in "
        "the channel, which slows the water and raises the level of floods. A trial with beetles that feed on the reeds "
        "will be extended to a stretch of forty kilometers below the bridge of Roma.",
        "Commissioner Benavides thanked the volun|teers who have measured the flow at the springs for more than ten "
        "years. Their notes, she said, are the only record of the drought that all sides trust. The secre|tariat will "
        "put the notes on the pages of the commis|sion, where anybody may read them.",
        "The budget of the secre|tariat for the coming year was approved without changes. It provides for two further "
        "hydrologists and for a measuring boat, and it leaves the contri|butions of the two governments as they were. "
        "The auditors found nothing to object to in the accounts of the past year.",
        "The sections will inform the govern|ments of the two countries of this state|ment. The next session will take "
        "place in Ciudad Juárez in February 2024.",
    ]
    story = [
        Paragraph("JOINT STATEMENT ON THE DELIVERIES OF WATER UNDER THE TREATY OF 1944", TITLE),
        Paragraph("El Paso, Texas, September 12, 2023", CENTRED),
        Spacer(1, 8),
        *(Paragraph(soft(text), INDENTED) for text in paragraphs),
    ]
    told = {"title": "Joint Statement on the Deliveries of Water", "author": "Secretariat"}
    made("pdf-02-joint-statement.pdf", full(1.1), story, on_page=edges, **told)


def comunicado():
    def foot(canvas, document):
        canvas.setFont("Helvetica", 8)
        canvas.drawCentredString(
            WIDTH / 2, 0.5 * inch, "Av. de los Insurgentes 20, Col. Centro, Ciudad de México. Tel. 55 0100 0200"
        )

    story = [
        Paragraph("SECRETARÍA DE COOPERACIÓN FRONTERIZA", CENTRED),
        Paragraph("Dirección General de Comunicación Social", CENTRED),
        Spacer(1, 6),
        Paragraph("Comunicado No. 112", BODY),
        Paragraph("Ciudad de México, 14 de marzo de 2024", BODY),
        Paragraph("México y Guatemala acuerdan un plan común para los puentes del río Suchiate", TITLE),
        Paragraph(
            soft(
                "La secretaria de Cooperación Fronteriza, Elena Cárdenas Ruiz, y el viceministro de Gobernación de "
                "Guatemala, Rodrigo Ajú, acordaron este jueves un plan común para ampliar los tres puentes interna|cionales "
                "sobre el río Suchiate y para orde|nar el paso de personas y de mercan|cías."
            ),
            JUSTIFIED,
        ),
        Paragraph(
            soft(
                "La secretaria informó que las obras comen|zarán en agosto y que su costo será de 640 millones de pesos. "
                "“No queremos más filas de doce horas bajo el sol”, afirmó al término de la reunión. El vicemi|nistro "
                "señaló que su gobierno apor|tará los terrenos de la margen iz|quierda."
            ),
            JUSTIFIED,
        ),
        Paragraph(
            soft(
                "Las dos delegaciones convinieron también en instalar una oficina conjunta de atención a migrantes en "
                "Ciudad Hidalgo, con personal médico y jurídico. La oficina abrirá sus puertas el 1 de junio."
            ),
            JUSTIFIED,
        ),
        Spacer(1, 10),
        Paragraph("---ooo---", CENTRED),
    ]
    made("pdf-03-comunicado.pdf", full(0.8), story, on_page=foot, title="Comunicado 112", author="dgcs")


def fact_sheet():
    width = (WIDTH - 2.5 * inch) / 2
    frames = [
        Frame(1.1 * inch, HEIGHT - 2.3 * inch, WIDTH - 2.2 * inch, 1.5 * inch),
        Frame(1.1 * inch, 0.9 * inch, width, HEIGHT - 3.3 * inch),
        Frame(1.4 * inch + width, 0.9 * inch, width, HEIGHT - 3.3 * inch),
    ]
    left = [
        "Inspectors of the Coast Guard and of the customs service searched 2,140 containers in the ports of the Gulf "
        "between January and June 2023, a third more than in the same months of the year before.",
        "They found 310 kilograms of cocaine, 86 handguns and 41,000 rounds of ammunition. Most of the weapons lay in "
        "household goods that had been declared as gifts, the service said.",
        "Eleven people were arrested. Four of them have been sentenced, and the others await trial in Houston and in "
        "Mobile.",
        "The dogs of the service, which are trained in a kennel near Galveston, found two thirds of the drugs. A dog "
        "works for about six years; the service keeps forty of them.",
    ]
    right = [
        "The customs service will buy nine scanners for trucks in the coming fiscal year. Each of them costs 2.3 "
        "million dollars and examines up to 120 vehicles in an hour.",
        "Officials of the port of Veracruz will see the images of the scanners at the same time as their colleagues in "
        "Texas, under an arrangement that the two services signed in April.",
        "“A container that was searched once should not be searched again because two offices do not talk to each "
        "other,” said Director Naomi Castellano at the presentation of the figures.",
    ]
    story = [
        Paragraph("GULF PORTS SECURITY PROGRAM", CENTRED),
        Paragraph("Fact Sheet: What Was Found in the Containers, and What Comes Next", TITLE),
        Paragraph("July 20, 2023", CENTRED),
        FrameBreak(),
        Paragraph("What was found", SUBHEAD),
        *(Paragraph(text, BODY) for text in left),
        FrameBreak(),
        Paragraph("What comes next", SUBHEAD),
        *(Paragraph(text, BODY) for text in right),
        Table(
            [
                ["Port", "Containers", "Arrests"],
                ["Houston", "1,120", "6"],
                ["Mobile", "640", "4"],
                ["Tampa", "380", "1"],
            ]
        ),
    ]
    made("pdf-04-fact-sheet.pdf", frames, story, title="Fact sheet", author="(anonymous)")


def listed():
    story = [
        Paragraph("TREASURY OF THE REPUBLIC OF ALTAMAR", CENTRED),
        Paragraph("Press release 24-031", CENTRED),
        Paragraph("Treasury Freezes the Assets of a Ring That Forged Customs Seals", TITLE),
        Paragraph(
            "PUERTO ESPERANZA, May 6, 2024 – The Treasury of Altamar has frozen the accounts of four people and of one "
            "company that are accused of forging the seals of the customs service, Secretary Ignacio Brandt announced "
            "on Monday.",
            BODY,
        ),
        Paragraph("The measures are directed against:", BODY),
        Paragraph(
            "Óscar Lindero Paz, who according to the investigators led the ring from a print shop in the old harbor and "
            "sold more than 900 seals in two years;",
            ITEM,
            bulletText="•",
        ),
        Paragraph("Transportes Bahía Azul, a haulage company that used at least 212 of them;", ITEM, bulletText="•"),
        Paragraph("three officers of the customs service, who were suspended in April.", ITEM, bulletText="•"),
        Paragraph(
            "Brandt said that the forged seals had been found on containers in five countries. He thanked the police of "
            "the neighboring states, which had kept the investigation secret for a year.",
            BODY,
        ),
    ]
    made("pdf-05-press-release.pdf", full(0.8), story, title="Press release", author="")


def scan():
    canvas = Canvas(str(HERE / "pdf-06-scan.pdf"), pagesize=LETTER, invariant=1)
    canvas.setTitle("Scan 2024-03-14")
    for line in range(28):  # bars as a scanner sees lines of text
        path = canvas.beginPath()
        for word in range(9):
            path.rect(1.1 * inch + word * 50, HEIGHT - 1.5 * inch - line * 18, 30 + (line * word) % 15, 7)
        canvas.drawPath(path, fill=1, stroke=0)
    canvas.save()


if __name__ == "__main__":
    for make in (readout, joint_statement, comunicado, fact_sheet, listed, scan):
        make()
