"""Every field of every message: `name need kind [kind in 2.2.0]`.

Need, in a payment through a browser that says all it can: R required, O not; a 2 after it means
that 2.1.0 has no such field. A kind ending in + also takes the codes 80 to 99, which are the card
schemes'.
"""

from dataclasses import dataclass

VERSIONS = ("2.1.0", "2.2.0")

ENVELOPE = """
messageType R type
messageVersion R version
"""
EXTENSION = """
messageExtension O list
messageExtension[].name R text64
messageExtension[].id R text64
messageExtension[].criticalityIndicator R false
messageExtension[].data R object
"""
TRUST = """
whiteListStatus O2 one:Y,N,E,P,R,U
whiteListStatusSource R2 code03+
"""
AREQ = f"""
{ENVELOPE}
threeDSServerTransID R uuid
deviceChannel R code03+
messageCategory R code02+
threeDSServerRefNumber R text32
threeDSServerOperatorID O text32
threeDSServerURL R url2048
threeDSRequestorID R text35
threeDSRequestorName R text40
threeDSRequestorURL R url2048
threeDSRequestorAuthenticationInd R code06+ code07+
threeDSRequestorAuthenticationInfo O object
threeDSRequestorAuthenticationInfo.threeDSReqAuthMethod O code06+ code08+
threeDSRequestorAuthenticationInfo.threeDSReqAuthData O text20000
threeDSRequestorAuthenticationInfo.threeDSReqAuthTimestamp O minute
threeDSRequestorPriorAuthenticationInfo O object
threeDSRequestorPriorAuthenticationInfo.threeDSReqPriorAuthMethod O code04+
threeDSRequestorPriorAuthenticationInfo.threeDSReqPriorAuthData O text20000
threeDSRequestorPriorAuthenticationInfo.threeDSReqPriorAuthTimestamp O minute
threeDSRequestorPriorAuthenticationInfo.threeDSReqPriorRef O text36
threeDSRequestorChallengeInd O code04+ code09+
threeDSReqAuthMethodInd O2 code03+
threeDSRequestorDecReqInd O2 one:Y,N
threeDSRequestorDecMaxTime O2 wait
threeDSCompInd R one:Y,N,U
threeRIInd O code05+ code11+
acctNumber R digits13-19
acctType O code03+
acctID O text64
acctInfo O object
acctInfo.chAccAgeInd O code05
acctInfo.chAccChange O date
acctInfo.chAccChangeInd O code04
acctInfo.chAccDate O date
acctInfo.chAccPwChange O date
acctInfo.chAccPwChangeInd O code05
acctInfo.nbPurchaseAccount O digits1-4
acctInfo.provisionAttemptsDay O digits1-3
acctInfo.txnActivityDay O digits1-3
acctInfo.txnActivityYear O digits1-3
acctInfo.paymentAccAge O date
acctInfo.paymentAccInd O code05
acctInfo.shipAddressUsage O date
acctInfo.shipAddressUsageInd O code04
acctInfo.shipNameIndicator O code02
acctInfo.suspiciousAccActivity O code02
cardExpiryDate O expiry
cardholderName O holder
payTokenInd O true
payTokenSource R2 code02+
email O email
homePhone O object
homePhone.cc R digits1-3
homePhone.subscriber R digits1-15
mobilePhone O object
mobilePhone.cc R digits1-3
mobilePhone.subscriber R digits1-15
workPhone O object
workPhone.cc R digits1-3
workPhone.subscriber R digits1-15
addrMatch O one:Y,N
billAddrLine1 O text50
billAddrLine2 O text50
billAddrLine3 O text50
billAddrCity O text50
billAddrPostCode O text16
billAddrState O text3
billAddrCountry R country
shipAddrLine1 O text50
shipAddrLine2 O text50
shipAddrLine3 O text50
shipAddrCity O text50
shipAddrPostCode O text16
shipAddrState O text3
shipAddrCountry R country
{TRUST}
acquirerBIN R text11
acquirerMerchantID R text35
mcc R digits4-4
merchantCountryCode R country
merchantName R text40
merchantRiskIndicator O object
merchantRiskIndicator.deliveryEmailAddress O email
merchantRiskIndicator.deliveryTimeframe O code04
merchantRiskIndicator.giftCardAmount O digits1-15
merchantRiskIndicator.giftCardCount O digits2-2
merchantRiskIndicator.giftCardCurr O currency
merchantRiskIndicator.preOrderDate O date
merchantRiskIndicator.preOrderPurchaseInd O code02
merchantRiskIndicator.reorderItemsInd O code02
merchantRiskIndicator.shipIndicator O code07
purchaseAmount R digits1-48
purchaseCurrency R currency
purchaseExponent R digits1-1
purchaseDate R second
purchaseInstalData O instalments
recurringExpiry O date
recurringFrequency O digits1-4
transType O one:01,03,10,11,28
notificationURL R url256
browserAcceptHeader R text2048
browserUserAgent R text2048
browserLanguage R language
browserIP O address
browserJavascriptEnabled R2 boolean
browserJavaEnabled R boolean
browserColorDepth R one:1,4,8,15,16,24,32,48
browserScreenHeight R digits1-6
browserScreenWidth R digits1-6
browserTZ R offset
deviceRenderOptions O object
sdkAppID O uuid
sdkEncData O text64000
sdkEphemPubKey O object
sdkMaxTimeout O timeout
sdkReferenceNumber O text32
sdkTransID O uuid
dsTransID O uuid
dsReferenceNumber O text32
dsURL O url2048
{EXTENSION}
"""
ARES = f"""
{ENVELOPE}
threeDSServerTransID R uuid
acsTransID R uuid
dsTransID R uuid
sdkTransID O uuid
acsReferenceNumber R text32
acsOperatorID O text32
dsReferenceNumber R text32
transStatus R one:Y,A,N,U,R,C one:Y,A,N,U,R,C,D,I
transStatusReason O code21+ code26+
authenticationValue O proof
eci O digits2-2
authenticationType R code03+ code04+
acsChallengeMandated R one:Y,N
acsDecConInd O2 one:N,Y
acsURL R url2048
acsRenderingType O object
acsRenderingType.acsInterface R code02
acsRenderingType.acsUiTemplate R code05
acsSignedContent O jws
cardholderInfo O text128
{TRUST}
{EXTENSION}
"""
CREQ = f"""
{ENVELOPE}
threeDSServerTransID R uuid
acsTransID R uuid
challengeWindowSize R code05
{EXTENSION}
"""
CRES = f"""
{ENVELOPE}
threeDSServerTransID R uuid
acsTransID R uuid
sdkTransID O uuid
challengeCompletionInd O one:Y,N
transStatus R one:Y,N
{EXTENSION}
"""
RREQ = f"""
{ENVELOPE}
threeDSServerTransID R uuid
acsTransID R uuid
dsTransID R uuid
sdkTransID O uuid
messageCategory R code02+
transStatus R one:Y,A,N,U,R
transStatusReason O code21+ code26+
authenticationType R code03+ code04+
authenticationMethod O code10+ code11+
authenticationValue R proof
eci O digits2-2
interactionCounter R digits2-2
challengeCancel O one:01,04,05,06,07,08,80,99 one:01,03,04,05,06,07,08,80,99
acsRenderingType O object
acsRenderingType.acsInterface R code02
acsRenderingType.acsUiTemplate R code05
{TRUST}
{EXTENSION}
"""
RRES = f"""
{ENVELOPE}
threeDSServerTransID R uuid
acsTransID R uuid
dsTransID R uuid
sdkTransID O uuid
resultsStatus R code03+
{EXTENSION}
"""
PREQ = f"""
{ENVELOPE}
threeDSServerTransID R uuid
threeDSServerRefNumber R text32
threeDSServerOperatorID O text32
serialNum O text20
{EXTENSION}
"""
PRES = f"""
{ENVELOPE}
threeDSServerTransID R uuid
dsTransID R uuid
serialNum O text20
dsStartProtocolVersion R dotted
dsEndProtocolVersion R dotted
cardRangeData O list
cardRangeData[].startRange R digits13-19
cardRangeData[].endRange R digits13-19
cardRangeData[].actionInd O one:A,D,M
cardRangeData[].acsStartProtocolVersion R dotted
cardRangeData[].acsEndProtocolVersion R dotted
cardRangeData[].dsStartProtocolVersion O dotted
cardRangeData[].dsEndProtocolVersion O dotted
cardRangeData[].threeDSMethodURL O url256
cardRangeData[].acsInfoInd O2 list
{EXTENSION}
"""
ERRO = f"""
{ENVELOPE}
threeDSServerTransID O uuid
acsTransID O uuid
dsTransID O uuid
sdkTransID O uuid
errorCode R one:101,102,103,201,202,203,204,301,302,303,304,305,306,307,402,403,404,405
errorComponent R one:C,S,D,A
errorDescription R text2048
errorDetail R text2048
errorMessageType O one:PReq,PRes,AReq,ARes,CReq,CRes,RReq,RRes,Erro
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One field in one version."""

    message: str
    version: str
    path: str
    required: bool
    kind: str

    @property
    def told(self) -> str:
        """The name that an Erro gives to the field."""
        return self.path.replace("[]", "")


def _rows(message: str, text: str, version: str) -> list[Row]:
    rows = []
    for line in filter(None, map(str.strip, text.splitlines())):
        path, need, kind, *later = line.split()
        if need.endswith("2") and version == "2.1.0":
            continue
        wanted = later[0] if later and version == "2.2.0" else kind
        rows.append(Row(message, version, path, need.startswith("R"), wanted))
    return rows


SHEETS = {
    "AReq": AREQ,
    "ARes": ARES,
    "CReq": CREQ,
    "CRes": CRES,
    "RReq": RREQ,
    "RRes": RRES,
    "PReq": PREQ,
    "PRes": PRES,
    "Erro": ERRO,
}
ROWS = [
    row
    for message, text in SHEETS.items()
    for version in VERSIONS
    for row in _rows(message, text, version)
]
