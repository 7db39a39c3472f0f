"""Words for coded values: one line a value, under the names of the fields that have it."""

from fondaco.threeds.messages.formats import SCHEME_RESERVED

SCHEMES_OWN = "the card scheme's own meaning"
YES_NO = {"Y": "yes", "N": "no"}

TEXT = """
messageType errorMessageType
PReq which cards take part?
PRes these ranges, in these versions
AReq is this the cardholder?
ARes the issuer's answer
CReq the browser opens the challenge
CRes the browser returns from the challenge
RReq how the challenge ended
RRes the result was received
Erro a message is refused

messageVersion
2.1.0 of 2017
2.2.0 of 2018, with decoupled authentication and trusted payees

messageCategory
01 payment
02 no payment, such as adding a card

deviceChannel
01 app
02 browser
03 requestor-initiated, the cardholder is not there

threeDSRequestorAuthenticationInd
01 a payment
02 a recurring payment
03 an instalment
04 adding a card
05 keeping a card's data up to date
06 verifying the cardholder for a network token
07 a billing agreement

threeDSReqAuthMethod
01 nobody signed in (guest)
02 signed in at the shop
03 signed in with a shared identity
04 signed in with the card issuer
05 signed in with a third party
06 signed in with a FIDO authenticator
07 the same, with its assurance data signed
08 secure remote commerce assurance data

threeDSReqPriorAuthMethod
01 passed without a challenge
02 passed a challenge
03 address verification
04 another issuer's method

threeDSRequestorChallengeInd
01 no preference
02 no challenge wanted
03 challenge wanted
04 challenge wanted, because it is mandatory
05 none wanted: risk analysis was done
06 none wanted: data share only
07 none wanted: strong authentication was done
08 none wanted: use the list of trusted payees
09 challenge wanted, and an offer to trust the payee

threeDSReqAuthMethodInd
01 verified
02 verification failed
03 not performed

threeDSCompInd
Y the hidden page called back in time
N it did not within ten seconds
U there is none for this card

threeRIInd
01 a recurring payment
02 an instalment
03 adding a card
04 keeping a card's data up to date
05 whether the account is still there
06 a split or late delivery
07 a top-up
08 a mail order
09 a telephone order
10 whether the payee is trusted
11 another payment

acctType
01 not applicable
02 credit
03 debit

chAccAgeInd chAccPwChangeInd paymentAccInd
01 never, or no account
02 during this transaction
03 less than 30 days
04 30 to 60 days
05 more than 60 days

chAccChangeInd shipAddressUsageInd
01 during this transaction
02 less than 30 days
03 30 to 60 days
04 more than 60 days

shipNameIndicator
01 the same name
02 another name

suspiciousAccActivity
01 nothing suspicious
02 something suspicious

payTokenSource
01 the 3DS Server
02 the directory server

whiteListStatus
Y the payee is trusted
N the payee is not trusted
E the issuer says the payee can't be
P the cardholder has yet to confirm
R the cardholder said no
U unknown

whiteListStatusSource
01 3DS Server
02 directory server
03 ACS

deliveryTimeframe
01 electronic, at once
02 the same day
03 the next day
04 two days or more

preOrderPurchaseInd
01 available now
02 available later

reorderItemsInd
01 for the first time
02 bought before

shipIndicator
01 to the billing address
02 to another address on file
03 to a new address
04 collected in a shop
05 electronic goods
06 tickets, nothing is sent
07 something else

transType
01 goods or services
03 a check that is accepted
10 a loan to the card account
11 quasi-cash
28 loading a prepaid card

actionInd
A add the range
D delete the range
M change the range

acsInfoInd
01 authenticates
02 gives proof of attempts
03 authenticates apart from the checkout
04 keeps trusted payees

transStatus
Y authenticated
N not authenticated: the payment must not go on as authenticated
U could not be asked, for a technical reason
A an attempt, with proof of it
C a challenge: the cardholder has to be asked
D a challenge apart from the checkout
R rejected: do not authorize
I information only: noted without a challenge

transStatusReason
01 the authentication failed
02 unknown device
03 unsupported device
04 too many authentications
05 expired card
06 invalid card number
07 invalid transaction
08 no record of the card
09 security failure
10 stolen card
11 suspected fraud
12 not permitted to the cardholder
13 the cardholder is not enrolled
14 the ACS timed out
15 low confidence
16 medium confidence
17 high confidence
18 very high confidence
19 more challenges than the ACS allows
20 the ACS does no authentication without payment
21 the ACS does no requestor-initiated authentication
22 a technical fault of the ACS
23 decoupled authentication was not asked for
24 decoupled authentication took too long
25 too little time for decoupled authentication
26 the cardholder did not authenticate

authenticationType
01 something that does not change, such as a password
02 something made for this payment, such as a one-time code
03 in the bank's own app or another channel
04 apart from the checkout

authenticationMethod
01 static password
02 code by text message
03 code from a key fob or card reader
04 code from an app
05 code by other means
06 question that only the cardholder can answer
07 other channel, with biometrics
08 other channel, by signing in
09 other channel, by other means
10 other
11 confirmation pushed to a device

acsInterface
01 drawn by the app
02 HTML

acsUiTemplate
01 text to type
02 one choice
03 several choices
04 other channel
05 HTML

challengeWindowSize
01 250 × 400 pixels
02 390 × 400 pixels
03 500 × 600 pixels
04 600 × 400 pixels
05 the whole screen

challengeCancel
01 the cardholder cancelled
03 decoupled authentication took too long
04 the ACS waited too long for the cardholder
05 the ACS waited too long for the first CReq
06 an error in the transaction
07 unknown
08 the SDK timed out

resultsStatus
01 received, and it counts
02 no CReq was sent to the ACS
03 the ARes was not delivered

errorComponent
C 3DS SDK
S 3DS Server
D directory server
A access control server

errorCode
101 not a message that is taken here
102 version not supported
103 too many messages
201 a required field is missing
202 an extension that must be understood is not
203 a field is badly formatted
204 a field stands twice
301 unknown transaction
302 data that can't be decrypted
303 access denied
304 no such ISO code
305 does not fit the transaction
306 no such merchant category
307 no such serial number
402 timed out
403 a failure that will pass
404 a failure that stays
405 connection failed
"""
YES_OR_NO_FIELDS = (
    "addrMatch",
    "acsChallengeMandated",
    "acsDecConInd",
    "challengeCompletionInd",
    "threeDSRequestorDecReqInd",
)


def _read(text: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {name: dict(YES_NO) for name in YES_OR_NO_FIELDS}
    for block in text.strip().split("\n\n"):
        names, *lines = block.splitlines()
        values = dict(line.split(" ", 1) for line in lines)
        found |= dict.fromkeys(names.split(), values)
    return found


VALUES = _read(TEXT)


def value_in_words(name: str, value: object) -> str:
    """What a coded value of a field means; empty for a value that speaks for itself. `name` is the
    field's own, without the objects around it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    known = VALUES.get(name)
    if known is None or not isinstance(value, str):
        return ""
    return known.get(value) or (SCHEMES_OWN if value in SCHEME_RESERVED else "")
