"""Tables that the field publishes, each on a small file of the same columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from buttress.intake.error import IntakeError
from buttress.intake.field_format import field_formats
from tests.intake.tables import read, rows

ACLED = (
    "event_id_cnty,event_date,year,disorder_type,event_type,sub_event_type,actor1,region,country,admin1,location,"
    "latitude,source,notes,fatalities,tags\n"
    "EXL1,30 June 2022,2022,Demonstrations,Protests,Peaceful protest,Protesters,Europe,Exampleland,North,Millbridge,"
    "1.5,Gazette,A march. [size=about 500],0,\n"
    "EXL2,29 June 2022,2022,Demonstrations,Riots,Mob violence,Rioters,Europe,Exampleland,North,Northport,"
    "1.5,Gazette; Herald,A riot.,2,crowd size=several hundred; local administrators\n"
    "EXL3,28 June 2022,2022,Strategic developments,Strategic developments,Other,State,Europe,Exampleland,North,"
    "Northport,1.5,Gazette,Nothing.,0,\n"
    "EXL4,28 June 2022,2022,Demonstrations,Protests,Peaceful protest,Protesters,Europe,Exampleland,North,Northport,"
    "1.5,Gazette,A march.,0,crowd size=no report\n"
)


def test_acled(tmp_path: Path) -> None:
    reading = read(tmp_path, ACLED)
    found = rows(reading, "row", "date", "place", "reporter", "kind", "crowd_low", "crowd_high", "killed")
    assert found == [
        (2, "2022-06-30", "Millbridge", "ACLED", "Peaceful protest", 500, 500, 0),
        (3, "2022-06-29", "Northport", "ACLED", "Mob violence", 200, 999, 2),
        (5, "2022-06-28", "Northport", "ACLED", "Peaceful protest", None, None, 0),
    ]
    assert [(one.row, one.why) for one in reading.account.not_used] == [(4, "event_type is Strategic developments")]
    assert reading.account.rows == 4


def test_crowd_counting_consortium(tmp_path: Path) -> None:
    text = (
        "date,locality,state,location,event_type,participants,online,size_text,size_low,size_high,size_mean,"
        "arrests,arrests_any,police_injuries,participant_injuries,participant_deaths,source1\n"
        "2025-04-05,Akron,OH,Park,rally,students,0,thousands,2000,3000,2500,NA,0,4,NA,NA,a.org\n"
        "2025-04-06,Akron,OH,Park,rally,students,0,NA,NA,NA,NA,12,1,NA,3,0,a.org\n"
        "2025-04-07,Akron,OH,Zoom,meeting,students,1,NA,40,40,40,NA,0,NA,NA,NA,a.org\n"
    )
    found = rows(read(tmp_path, text), "row", "place", "crowd_low", "crowd_high", "detained_low", "killed", "injured")
    assert found == [(2, "Akron", 2000, 3000, None, None, None), (3, "Akron", None, None, 12, 0, 3)]


def test_mass_mobilization_asks_for_one_country(tmp_path: Path) -> None:
    text = (
        "id,country,ccode,year,region,protest,protestnumber,startday,startmonth,startyear,endday,endmonth,endyear,"
        "location,participants_category,participants,notes\n"
        "1,Exampleland,1,1990,Europe,1,1,5,2,1990,6,2,1990,Millbridge,,100s,\n"
        "2,Exampleland,1,1990,Europe,1,2,15,2,1990,15,2,1990,Northport,2000-4999,.,\n"
        "3,Exampleland,1,1991,Europe,0,0,,,,,,,,,,\n"
        "4,Otherland,2,1990,Europe,1,1,7,3,1990,7,3,1990,Capital,,>50,\n"
    )
    (question,) = read(tmp_path, text).account.questions
    assert question.options == ("--country Exampleland", "--country Otherland")
    reading = read(tmp_path, text, country="Exampleland")
    assert rows(reading, "row", "date", "place", "crowd_low", "crowd_high") == [
        (2, "1990-02-05", "Millbridge", 200, 999),
        (3, "1990-02-15", "Northport", 2000, 4999),
    ]
    assert [(one.row, one.why) for one in reading.account.not_used] == [
        (4, "protest is 0"),
        (5, "not in Exampleland"),
    ]


def test_navco(tmp_path: Path) -> None:
    text = (
        "id,date,country_name,location,actor_3,verb_10,num_partic_event,fatal_casu,injuries\n"
        "1,2011-01-25,Exampleland,Millbridge,1,14,1000-1999,2,-99\n"
        "2,2011-01-26,Exampleland,Millbridge,1,14,-99,0,15\n"
        "3,2011-01-26,Exampleland,Millbridge,1,12,500,0,15\n"
    )
    found = rows(read(tmp_path, text), "row", "crowd_low", "crowd_high", "killed", "injured")
    assert found == [(2, 1000, 1999, 2, None), (3, None, None, 0, 15)]


def test_ucdp_ged(tmp_path: Path) -> None:
    text = (
        "id,year,type_of_violence,conflict_name,source_article,where_coordinates,adm_1,country,date_start,date_end,"
        "deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low\n"
        "9,2019,3,x,y,Millbridge,North,Exampleland,2019-06-03 00:00:00.000,"
        "2019-06-03 00:00:00.000,0,0,100,0,100,120,80\n"
    )
    assert rows(read(tmp_path, text), "date", "place", "killed") == [("2019-06-03", "Millbridge", 100)]


def test_count_love(tmp_path: Path) -> None:
    text = (
        "Date,Location,Attendees,Event (legacy; see tags),Tags,Curated,Source,Total Articles\n"
        '2020-06-01,"State Capitol, Des Moines, IA",700,Racial Injustice,Civil Rights,Yes,,10\n'
        '2020-06-01,"New York, NY",,Racial Injustice,Civil Rights,Yes,,12\n'
    )
    reading = read(tmp_path, text)
    assert rows(reading, "place", "reporter", "crowd_low") == [("Des Moines, IA", "Count Love", 700)]
    assert len(reading.account.not_used) == 1


def test_scad(tmp_path: Path) -> None:
    text = (
        "eventid,ccode,countryname,startdate,enddate,duration,stday,stmo,styr,etype,escalation,npart,ndeath,elocal,sublocal\n"
        "1,1,Exampleland,1990-02-05,1990-02-07,3,5,2,1990,1,0,4,0,Millbridge,1\n"
        "1,1,Exampleland,1990-02-05,1990-02-07,3,5,2,1990,1,0,4,0,Millbridge,2\n"
        "2,1,Exampleland,1990-03-05,1990-03-05,1,5,3,1990,2,0,-99,-88,Northport,1\n"
        "3,1,Exampleland,1990-03-06,1990-03-06,1,6,3,1990,8,0,2,3,Northport,1\n"
    )
    reading = read(tmp_path, text)
    found = rows(reading, "row", "date", "crowd_low", "crowd_high", "killed_low", "killed_high")
    assert found == [(2, "1990-02-05", 1001, 10000, 0, 0), (4, "1990-03-05", None, None, 0, 9)]
    assert [(one.row, one.why) for one in reading.account.not_used] == [(3, "sublocal is 2"), (5, "etype is 8")]


def test_ovd_info_in_its_own_language(tmp_path: Path) -> None:
    text = "Дата;Город;Регион;Акция;Задержано\n23.01.2021;Москва;Москва;шествие;1 500\n"
    text += "24.01.2021;Тверь;Тверская область;митинг;7\n"
    found = rows(read(tmp_path, text), "date", "place", "kind", "detained_low")
    assert found == [("2021-01-23", "Москва", "шествие", 1500), ("2021-01-24", "Тверь", "митинг", 7)]


def test_ovd_info_as_published(tmp_path: Path) -> None:
    text = (
        "year,event_id,event_title,date,region,description,agreement,event_type,subject_type,subject_topic,"
        "subject_story,organizer_type,organizer_name,detentions,ovd,place,links\n"
        "2017,959,Title,2017-03-26,Москва,Text,-,собрание,x,коррупция,y,z,,1043,Тверской,Тверская улица,\n"
    )
    reading = read(tmp_path, text)
    found = rows(reading, "date", "place", "reporter", "detained_low", "detained_high")
    assert found == [("2017-03-26", "Москва", "OVD-Info", 1043, 1043)]
    assert reading.country == "Russia"
    old = (
        "Id,date,region,agreement,agreement_eng,event_type,event_type_eng,subject,ovd,ovd_id,place,number_of_detentions,lon\n"
        "1,12.01.2013,Москва,не согласовано,Unauthorised,акция,Direct action,социальная,Тверское,2,Тверская,5,37.6\n"
        "2,31.01.2013,Москва,не согласовано,Unauthorised,митинг,Rally,другое,Тверское,2,Тверская,26,37.6\n"
    )
    found = rows(read(tmp_path, old), "date", "place", "detained_low")
    assert found == [("2013-01-12", "Москва", 5), ("2013-01-31", "Москва", 26)]


def test_each_format_says_where_its_columns_were_seen() -> None:
    assert all(one.source for one in field_formats())


def test_gdelt_holds_no_people_and_is_told_so(tmp_path: Path) -> None:
    text = "SQLDATE,Year,ActionGeo_FullName,NumMentions\n20200530,2020,Millbridge,5\n"
    with pytest.raises(IntakeError, match="GDELT counts mentions in the news and no people"):
        read(tmp_path, text)


def test_a_users_word_counts_before_a_format(tmp_path: Path) -> None:
    found = rows(read(tmp_path, ACLED, columns={"place": "admin1"}), "place")
    assert found == [("North",)] * 3


def test_a_crowd_is_no_number_of_detained(tmp_path: Path) -> None:
    crowds = ["500", "about 700", "300", "more than 400 arrested", *["200"] * 9]
    text = "date,crowd\n" + "".join(f"2024-11-{day + 10},{crowd}\n" for day, crowd in enumerate(crowds))
    (question,) = read(tmp_path, text).account.questions
    assert "'more than 400 arrested' speaks of detained, in a column of crowd" in question.examples[0]
    answered = read(tmp_path, text, answers={"missing": "not-understood"})
    assert 400 not in [one[0] for one in rows(answered, "crowd_low")]
