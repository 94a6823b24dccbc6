"""De server op loopback: http://127.0.0.1:POORT/<host>/<pad>, met antwoorden in de vorm van CBS v4, v3 en PDOK."""

import gzip
import json
import re
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlsplit

import numpy as np
import pandas as pd

from .filter import Filter, FouteVraag

V4, V3, DERDEN, PDOK = "datasets.cbs.nl", "opendata.cbs.nl", "dataderden.cbs.nl", "service.pdok.nl"
MEESTE_API = 10_000


@dataclass
class Streek:
    """Where the address matches `patroon`, the first `keer` times, `doe(afhandelaar, antwoord)` decides.

    `doe` returns another body, or None when it answered itself.
    """

    patroon: str
    doe: Callable
    keer: int = 10**9


class NietGevonden(Exception):
    pass


class Nepbron:
    """Tables by id, layers of PDOK by (year, name), pranks; counts what was asked."""

    def __init__(self, tabellen=(), blad=100_000):
        self.tabellen = {t.id: t for t in tabellen}
        self.lagen = {}
        self.streken = []
        self.gevraagd = []
        self.tegelijk = self.meest_tegelijk = 0
        self.blad = blad
        self.blad_v3 = MEESTE_API
        self._slot = threading.Lock()
        bron = self

        class Afhandelaar(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self):
                with bron._slot:
                    bron.tegelijk += 1
                    bron.meest_tegelijk = max(bron.tegelijk, bron.meest_tegelijk)
                try:
                    bron._antwoord(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True
                finally:
                    with bron._slot:
                        bron.tegelijk -= 1

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            block_on_close = False

        self.server = Server(("127.0.0.1", 0), Afhandelaar)
        self.poort = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def basis(self):
        return f"http://127.0.0.1:{self.poort}"

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def streek(self, patroon, doe, keer=10**9):
        self.streken.append(Streek(patroon, doe, keer))

    def keer_gevraagd(self, patroon):
        return sum(bool(re.search(patroon, a)) for a in self.gevraagd)

    # ---- answering

    def _antwoord(self, afhandelaar):
        pad = unquote(afhandelaar.path)
        with self._slot:
            self.gevraagd.append(pad)
        code, inhoud = 200, b""
        try:
            inhoud = self.maak(pad)
        except NietGevonden:
            code, inhoud = 404, {"error": {"message": "Not found"}}
        except FouteVraag as fout:
            code, inhoud = 400, {"error": {"message": str(fout)}}
        except TeVeel:
            code, inhoud = (
                500,
                {"odata.error": {"message": {"value": "query returns more than 10000 records"}}},
            )
        tekst = inhoud if isinstance(inhoud, bytes) else json.dumps(inhoud).encode("utf-8")
        for streek in self.streken:
            if streek.keer > 0 and re.search(streek.patroon, pad):
                streek.keer -= 1
                tekst = streek.doe(afhandelaar, tekst)
                if tekst is None:
                    return
        stuur(afhandelaar, tekst, code)

    def maak(self, pad):
        delen = urlsplit(pad)
        opties = dict(parse_qsl(urlsplit(pad.replace("+", "%2B")).query, keep_blank_values=True))
        host, _, rest = delen.path.lstrip("/").partition("/")
        if host == V4:
            return self._v4(rest, opties)
        if host in (V3, DERDEN):
            return self._v3(host, rest, opties)
        if host == PDOK:
            return self._pdok(rest, opties)
        raise NietGevonden

    # ---- v4

    def _v4(self, pad, opties):
        stukken = pad.removeprefix("odata/v1/CBS/").split("/")
        if stukken == ["Datasets"]:
            return self._catalogus_v4()
        tabel = self.tabellen.get(stukken[0])
        if tabel is None or "v4" not in tabel.diensten or tabel.catalogus != "CBS":
            raise NietGevonden
        wat = "/".join(stukken[1:])
        basis = f"https://{V4}/odata/v1/CBS/{tabel.id}"
        if wat == "Observations":
            return self._blad_v4(tabel, opties, basis)
        if wat == "Observations/$count":
            return str(_tel(tabel, opties.get("$filter", ""))).encode()
        if wat == "Properties":
            return {
                "@odata.context": f"{basis}/$metadata#Properties",
                "Identifier": tabel.id,
                "Title": tabel.titel,
                "Modified": tabel.gewijzigd + "+02:00",
                "Version": tabel.versie,
                "Status": tabel.status,
                "DatasetType": "Numeric",
                "TemporalCoverage": tabel.periode,
                "Language": "nl",
            }
        lijst = _lijst_v4(tabel, wat)
        if lijst is None:
            raise NietGevonden
        return {"@odata.context": f"{basis}/$metadata#{wat}", "value": lijst}

    def _catalogus_v4(self):
        rijen = [
            {"Identifier": t.id, "Title": t.titel, "Status": t.status, "Modified": t.gewijzigd}
            for t in self.tabellen.values()
            if "v4" in t.diensten and t.catalogus == "CBS"
        ]
        return {"@odata.context": f"https://{V4}/odata/v1/CBS/$metadata#Datasets", "value": rijen}

    def _blad_v4(self, tabel, opties, basis):
        overslaan = int(opties.get("$skip", 0))
        alle = list(_cellen(tabel, opties.get("$filter", "")))
        kies = opties.get("$select", "").split(",") if opties.get("$select") else None
        einde = overslaan + self.blad
        rijen = [_kies(r, kies) for r in alle[overslaan:einde]]
        uit = {"@odata.context": f"{basis}/$metadata#Observations", "value": rijen}
        if einde < len(alle):
            door = {**opties, "$skip": str(einde)}
            vraag = "&".join(f"{k}={quote(v)}" for k, v in door.items())
            uit["@odata.nextLink"] = f"{basis}/Observations?{vraag}"
        return uit

    # ---- v3

    def _v3(self, host, pad, opties):
        catalogus = "CBS" if host == V3 else "dataderden"
        delen = re.fullmatch(r"(ODataApi|ODataFeed)/[oO][dD]ata/([^/]+)/(.*)", pad)
        tabel = self.tabellen.get(delen[2]) if delen else None
        if tabel is None or "v3" not in tabel.diensten or tabel.catalogus != catalogus:
            raise NietGevonden
        feed, wat = delen[1] == "ODataFeed", delen[3]
        if feed and opties.get("$format") != "json":
            return b'<?xml version="1.0" encoding="utf-8"?><feed></feed>'
        basis = f"https://{host}/{delen[1]}/OData/{tabel.id}"
        if wat in ("TypedDataSet", "UntypedDataSet"):
            return self._blad_v3(tabel, wat, opties, feed, basis)
        lijst = _lijst_v3(tabel, wat)
        if lijst is None:
            raise NietGevonden
        return {"odata.metadata": f"{basis}/$metadata#Cbs.OData.WebAPI.{wat}", "value": lijst}

    def _blad_v3(self, tabel, wat, opties, feed, basis):
        kolommen = {d.naam: tabel.data[d.naam].map(d.key) for d in tabel.dims}
        mask = pd.Series(True, index=tabel.data.index)
        if opties.get("$filter"):
            mask = Filter(opties["$filter"], "v3").past(kolommen)
        data = tabel.data[mask]
        if not feed and len(data) > MEESTE_API:
            raise TeVeel
        overslaan = int(opties.get("$skip", 0))
        if overslaan and not feed:
            raise TeVeel
        einde = overslaan + (self.blad_v3 if feed else MEESTE_API)
        deel = data.iloc[overslaan:einde]
        rijen = []
        for n, (_, r) in enumerate(deel.iterrows()):
            rij = {"ID": int(overslaan + n)} | {d.naam: d.key(r[d.naam]) for d in tabel.dims}
            rij |= {m.kolom: _v3_cel(r[m.code], m, wat) for m in tabel.maten}
            rijen.append(rij)
        kies = opties.get("$select", "").split(",") if opties.get("$select") else None
        uit = {
            "odata.metadata": f"{basis}/$metadata#Cbs.OData.WebAPI.{wat}",
            "value": [_kies(r, kies) for r in rijen],
        }
        if feed and einde < len(data):
            door = {**opties, "$skip": str(einde)}
            vraag = "&".join(f"{k}={quote(v)}" for k, v in door.items())
            uit["odata.nextLink"] = f"{basis}/{wat}?{vraag}"
        return uit

    # ---- PDOK

    def _pdok(self, pad, opties):
        delen = re.fullmatch(r"cbs/gebiedsindelingen/(\d{4})/wfs/v1_0", pad)
        laag = opties.get("typeNames", opties.get("typeName", "")).rpartition(":")[2]
        vlakken = self.lagen.get((int(delen[1]), laag)) if delen else None
        if vlakken is None:
            raise NietGevonden
        begin, aantal = int(opties.get("startIndex", 0)), int(opties.get("count", 1000))
        return {
            "type": "FeatureCollection",
            "numberMatched": len(vlakken),
            "features": vlakken[begin : begin + min(aantal, 1000)],
        }


class TeVeel(Exception):
    pass


def stuur(afhandelaar, inhoud, code=200, soort="application/json; charset=utf-8", koppen=()):
    """A whole answer, gzipped as CBS does when asked."""
    afhandelaar.send_response(code)
    if "gzip" in afhandelaar.headers.get("Accept-Encoding", "") and len(inhoud) > 500:
        inhoud = gzip.compress(inhoud, 1)
        afhandelaar.send_header("Content-Encoding", "gzip")
    afhandelaar.send_header("Content-Type", soort)
    for naam, waarde in koppen:
        afhandelaar.send_header(naam, waarde)
    afhandelaar.send_header("Content-Length", str(len(inhoud)))
    afhandelaar.end_headers()
    afhandelaar.wfile.write(inhoud)


def wacht(seconden):
    """A prank: answers late."""

    def doe(_, tekst):
        time.sleep(seconden)
        return tekst

    return doe


def _kies(rij, kies):
    return rij if kies is None else {k: rij[k] for k in kies if k in rij}


def _gekozen(tabel, filter_):
    """The rows and measures that pass the filter."""
    data, maten = tabel.data, tabel.maten
    if not filter_:
        return data, maten
    filter_ = Filter(filter_, "v4")
    dims = {d.naam: data[d.naam].map(d.v4) if d.opgevuld_v4 else data[d.naam] for d in tabel.dims}
    mask = pd.Series(True, index=data.index)
    for deel in filter_.delen():
        velden = filter_.velden(deel)
        if velden == {"Measure"}:
            codes = {"Measure": pd.Series([m.code for m in maten])}
            maten = [m for m, ja in zip(maten, filter_.past(codes, deel)) if ja]
        elif "Measure" in velden:
            raise FouteVraag("Measure samen met een dimensie in een 'or'")
        else:
            mask &= filter_.past(dims, deel)
    return data[mask], maten


def _tel(tabel, filter_):
    data, maten = _gekozen(tabel, filter_)
    if tabel.leeg_weg:
        return int(data[[m.code for m in maten]].notna().sum().sum())
    return len(data) * len(maten)


def _cellen(tabel, filter_):
    """The rows of Observations: one per cell, in the order of the regions and measures."""
    data, maten = _gekozen(tabel, filter_)
    namen = [d.naam for d in tabel.dims]
    kolommen = [data[m.code].tolist() for m in maten]
    sleutels = [
        data[d.naam].map(d.v4).tolist() if d.opgevuld_v4 else data[d.naam].tolist()
        for d in tabel.dims
    ]
    for n, sleutel in enumerate(zip(*sleutels)):
        assen = dict(zip(namen, sleutel))
        for m, waarden in zip(maten, kolommen):
            waarde = waarden[n]
            leeg = waarde is None or (isinstance(waarde, float) and np.isnan(waarde))
            if leeg and tabel.leeg_weg:
                continue
            yield {
                "Id": n,
                "Measure": m.code,
                "ValueAttribute": "Impossible" if leeg else "None",
                "Value": None if leeg or m.tekst else _getal(waarde),
                "StringValue": str(waarde) if m.tekst and not leeg else None,
                **assen,
            }


def _getal(waarde):
    """A whole Float comes as an int."""
    waarde = float(waarde)
    return int(waarde) if waarde.is_integer() else round(waarde, 4)


def _lijst_v4(tabel, wat):
    if wat == "Dimensions":
        return [
            {"Identifier": d.naam, "Title": d.titel or d.naam, "Kind": d.kind} for d in tabel.dims
        ]
    if wat == "MeasureCodes":
        return [
            {
                "Identifier": m.code,
                "Index": n + 1,
                "Title": m.titel,
                "MeasureGroupId": m.groep or None,
                "DataType": "String" if m.tekst else "Long" if m.decimalen == 0 else "Double",
                "Unit": m.eenheid,
                "Decimals": m.decimalen,
            }
            for n, m in enumerate(tabel.maten)
        ]
    if wat == "MeasureGroups":
        namen = dict.fromkeys(m.groep for m in tabel.maten if m.groep)
        return [{"Id": g, "Title": g, "ParentId": None} for g in namen]
    for d in tabel.dims:
        if wat == f"{d.naam}Codes":
            return [
                {
                    "Identifier": d.v4(code),
                    "Index": n,
                    "Title": titel,
                    "DimensionGroupId": d.groep.get(code),
                    "Status": d.status.get(code),
                }
                for n, (code, titel) in enumerate(d.codes.items())
            ]
    return None


def _lijst_v3(tabel, wat):
    if wat == "TableInfos":
        return [
            {
                "ID": 0,
                "Identifier": tabel.id,
                "Title": tabel.titel,
                "Modified": tabel.gewijzigd,
                "ReasonDelivery": "Actualisering",
                "OutputStatus": tabel.status,
                "Language": "nl",
                "Catalog": tabel.catalogus,
                "Period": tabel.periode,
            }
        ]
    if wat == "DataProperties":
        rijen = [
            {"ID": n, "Key": d.naam, "Type": d.kind, "Title": d.titel or d.naam, "ParentID": None}
            for n, d in enumerate(tabel.dims)
        ]
        groepen = {
            g: 100 + n for n, g in enumerate(dict.fromkeys(m.groep for m in tabel.maten if m.groep))
        }
        rijen += [
            {"ID": id_, "Key": "", "Type": "TopicGroup", "Title": g, "ParentID": None}
            for g, id_ in groepen.items()
        ]
        rijen += [
            {
                "ID": 1000 + n,
                "Key": m.kolom,
                "Type": "Topic",
                "Title": m.titel,
                "Unit": m.eenheid,
                "Decimals": m.decimalen,
                "ParentID": groepen.get(m.groep),
                "Datatype": "String" if m.tekst else "Long",
            }
            for n, m in enumerate(tabel.maten)
        ]
        return rijen
    for d in tabel.dims:
        if wat == d.naam:
            return [
                {"Key": d.key(code), "Title": titel, "Status": d.status.get(code)}
                for code, titel in d.codes.items()
            ]
    return None


def _v3_cel(waarde, maat, wat):
    leeg = waarde is None or (isinstance(waarde, float) and np.isnan(waarde))
    if maat.tekst:
        return "" if leeg else str(waarde)
    if wat == "TypedDataSet":
        return None if leeg else _getal(waarde)
    tekst = "." if leeg else f"{waarde:.{maat.decimalen}f}"
    return tekst.rjust(8)
