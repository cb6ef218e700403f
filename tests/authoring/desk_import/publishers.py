"""Files as publishers give them out, with the traps that real ones have."""

import io
import zipfile
from datetime import date

import openpyxl

WORLD_BANK = (
    "\ufeff"
    '"Data Source","World Development Indicators",\r\n'
    "\r\n"
    '"Last Updated Date","2026-07-01",\r\n'
    "\r\n"
    '"Country Name","Country Code","Indicator Name","Indicator Code","2019","2020","2021",\r\n'
    '"Namibia","NA","Individuals using the Internet","IT.NET.USER.ZS","51.0","","62.5",\r\n'
    '"Congo, Dem. Rep.","ZAR","Individuals using the Internet","IT.NET.USER.ZS","..","13.6","22.9",\r\n'
    '"Cote d\'Ivoire","CIV","Individuals using the Internet","IT.NET.USER.ZS","0","36.5","101.5",\r\n'
    '"Sub-Saharan Africa","SSF","Individuals using the Internet","IT.NET.USER.ZS","28.0","30.1","33.0",\r\n'
    '"Demographic dividend area","QQX","Individuals using the Internet","IT.NET.USER.ZS","28.0","30.1","33.0",\r\n'
    '"Freedonia","FRE","Individuals using the Internet","IT.NET.USER.ZS","1.0","2.0","3.0",\r\n'
    '"Senegal","SEN","Rainfall","AG.LND.PRCP.MM","686.0","686.0","686.0",\r\n'
)
METADATA = (
    '\ufeff"Country Code","Region","IncomeGroup","SpecialNotes","TableName",\r\n'
    '"CIV","Sub-Saharan Africa","Lower middle income","","Côte d\'Ivoire",\r\n'
    '"QQX","","","A group that no list of ours knows","Demographic dividend area",\r\n'
)
ITU_HUB = (
    "seriesID,seriesCode,seriesName,entityIso,entityName,dataValue,dataYear\n"
    '100095,i992b,"Fixed-broadband subscriptions per 100 inhabitants",LAO,Lao P.D.R.,2.1,2021\n'
    '100095,i4213tfbb,"Fixed-broadband subscriptions",LAO,Lao P.D.R.,153000,2021\n'
    '11624,i99H,"Individuals using the Internet, total (%)",LAO,Lao P.D.R.,"62.0",2021\n'
    '11624,i99H,"Individuals using the Internet, total (%)",,Viet Nam,74.2,2021\n'
    '11624,i99H,"Individuals using the Internet, total (%)",MLI,Senegal,50,2021\n'
)
ITU_WORKBOOK = (
    ("Indicator", "Country", "2019_value", "2019_notes", "2019_source", "2020_value", "2020_notes"),
    ("Internet users (%)", "Côte d'Ivoire", 36.3, None, "ITU estimate", "45,4", "2021 revision"),
    ("Internet users (%)", "Namibia", 51.0, "Break in comparability", None, None, None),
)
UPU = (
    "UPU postal statistics;;;;\n"
    "Country;Year;8.5 Percentage of the population having mail delivered at home;"
    "8.7 Percentage of the population without postal services;Letters\n"
    "Sénégal;2019;45,3¹;n.d.;1 234 567\n"
    "Türkiye;2019;99,5 (e);0;\n"
    "Lao People's Dem. Rep.;2019.0;12,5*;1.234,5;\n"
    "Samoa;twenty;1,0;2,0;\n"
    "¹ Estimate of the operator;;;;\n"
)


def zipped(**changes: str) -> bytes:
    """The World Bank's ZIP: the figures with the metadata of countries and of the indicator beside them."""
    name = "API_IT.NET.USER.ZS_DS2_en_csv_v2_301.csv"
    members = {
        name: WORLD_BANK,
        f"Metadata_Country_{name}": METADATA,
        f"Metadata_Indicator_{name}": "INDICATOR_CODE\r\n",
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in (members | changes).items():
            archive.writestr(member, text)
    return file.getvalue()


def workbook(rows, *, title="Data", metadata=()) -> bytes:
    """A workbook whose cells keep their types: years as floats, formulas, errors, dates."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if metadata:
        beside = book.create_sheet("Metadata - Countries")
        for row in metadata:
            beside.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


WORLD_BANK_ROWS = (
    ("Data Source", "World Development Indicators"),
    (),
    ("Last Updated Date", date(2026, 7, 1)),
    (),
    ("Country Name", "Country Code", "Indicator Name", "Indicator Code", 2019.0, 2020.0, "2021"),
    ("Namibia", "NA", "Individuals using the Internet", "IT.NET.USER.ZS", 51.0, None, 62),
    ("Mali", "MLI", "Individuals using the Internet", "IT.NET.USER.ZS", "=E6*2", "#N/A", ".."),
    ("Fragile area", "QQX", "Individuals using the Internet", "IT.NET.USER.ZS", 1, 2, 3),
)
METADATA_ROWS = (("Country Code", "Region"), ("NAM", "Sub-Saharan Africa"), ("QQX", None))
