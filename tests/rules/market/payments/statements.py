"""Statements as tests write them: camt.053 by hand, not by the bank that we also wrote."""

IBAN = "IT49N9990102100000000000001"


def entry(
    amount: str,
    direction: str,
    *,
    currency: str = "EUR",
    code: tuple[str, str, str] = ("PMNT", "RCDT", "ESCT"),
    end_to_end_id: str = "",
    reference: str = "REF-1",
    name: str = "",
    text: str = "",
    status: str = "<Sts><Cd>BOOK</Cd></Sts>",
    details: str | None = None,
    servicer: str = "",
    iban: str = "",
    creditor: str = "",
    day: str = "2026-11-25",
) -> str:
    role = "Dbtr" if direction == "CRDT" else "Cdtr"
    number = f"<AcctSvcrRef>{servicer}</AcctSvcrRef>" if servicer else ""
    account = f"<{role}Acct><Id><IBAN>{iban}</IBAN></Id></{role}Acct>" if iban else ""
    structured = f"<Strd><CdtrRefInf><Ref>{creditor}</Ref></CdtrRefInf></Strd>" if creditor else ""
    one = f"""<TxDtls><Refs>{number}<EndToEndId>{end_to_end_id or "NOTPROVIDED"}</EndToEndId></Refs>
      <Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>
      <RltdPties><{role}><Pty><Nm>{name}</Nm></Pty></{role}>{account}</RltdPties>
      <RmtInf><Ustrd>{text}</Ustrd>{structured}</RmtInf></TxDtls>"""
    return f"""<Ntry><NtryRef>{reference}</NtryRef><Amt Ccy="{currency}">{amount}</Amt>
      <CdtDbtInd>{direction}</CdtDbtInd>{status}<BookgDt><Dt>{day}</Dt></BookgDt>
      <BkTxCd><Domn><Cd>{code[0]}</Cd><Fmly><Cd>{code[1]}</Cd>
      <SubFmlyCd>{code[2]}</SubFmlyCd></Fmly></Domn></BkTxCd>
      <NtryDtls>{one if details is None else details}</NtryDtls></Ntry>"""


def statement(*entries: str, iban: str = IBAN, version: str = "08", head: str = "") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>{head}
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>
<Stmt><Acct><Id><IBAN>{iban}</IBAN></Id></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">7.50</Amt>
<CdtDbtInd>DBIT</CdtDbtInd></Bal>
{"".join(entries)}</Stmt></BkToCstmrStmt></Document>""".encode()
