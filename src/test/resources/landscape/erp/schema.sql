create table if not exists KUNDE (
    KDNR char(10) primary key, NAME1 char(40), NAME2 char(40), STR char(40), PLZ char(10), ORT char(40), LAND char(3),
    TEL char(30), EMAIL char(60), USTID char(20), KZ char(1), AENDZEIT timestamp(3) not null);
create index if not exists KUNDE_AENDZEIT on KUNDE (AENDZEIT, KDNR);
create table if not exists AUFTRAG (
    AUFNR char(12) primary key, KDNR char(10), STAT char(2), BDAT date, SUMCT bigint, WKZ char(3), AENDZEIT timestamp(3) not null);
create index if not exists AUFTRAG_AENDZEIT on AUFTRAG (AENDZEIT, AUFNR);
create index if not exists AUFTRAG_KDNR on AUFTRAG (KDNR);
create table if not exists AUFPOS (
    AUFNR char(12), POS smallint, ARTNR char(10), BEZ char(40), MENGE int, EPCT bigint, primary key (AUFNR, POS));
create table if not exists RETOURE (
    RETNR char(10) primary key, AUFNR char(12), KDNR char(10), GRUND char(2), STAT char(2), BEM char(80), AENDZEIT timestamp(3) not null);
create index if not exists RETOURE_AENDZEIT on RETOURE (AENDZEIT, RETNR);
create table if not exists SCHLUESSEL (FELD char(20), WERT char(4), TEXT char(60), primary key (FELD, WERT));
merge into SCHLUESSEL key (FELD, WERT) values
    ('KUNDE.KZ', 'P', 'Person'), ('KUNDE.KZ', 'F', 'Firma'),
    ('KUNDE.LAND', 'D', 'Deutschland'), ('KUNDE.LAND', 'A', 'Österreich'), ('KUNDE.LAND', 'CH', 'Schweiz'),
    ('KUNDE.LAND', 'F', 'Frankreich'), ('KUNDE.LAND', 'NL', 'Niederlande'), ('KUNDE.LAND', 'GB', 'Vereinigtes Königreich'),
    ('KUNDE.LAND', 'PL', 'Polen'),
    ('AUFTRAG.STAT', '10', 'erfasst'), ('AUFTRAG.STAT', '20', 'bestätigt'), ('AUFTRAG.STAT', '30', 'kommissioniert'),
    ('AUFTRAG.STAT', '40', 'geliefert'), ('AUFTRAG.STAT', '50', 'fakturiert'), ('AUFTRAG.STAT', '90', 'storniert'),
    ('RETOURE.GRUND', '01', 'gefällt nicht'), ('RETOURE.GRUND', '02', 'beschädigt'), ('RETOURE.GRUND', '03', 'falscher Artikel'),
    ('RETOURE.GRUND', '04', 'passt nicht'),
    ('RETOURE.STAT', '10', 'angemeldet'), ('RETOURE.STAT', '20', 'eingetroffen'), ('RETOURE.STAT', '30', 'gutgeschrieben'),
    ('RETOURE.STAT', '90', 'abgelehnt')
