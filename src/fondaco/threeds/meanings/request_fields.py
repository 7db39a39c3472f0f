"""Words for what the 3DS Server says: transaction, requestor, payment, person, browser, app."""

from fondaco.threeds.meanings.field_words import read

REQUEST_FIELDS = read(
    """
# The message | A.7
messageType | Kind of message | Which of the nine messages this is.
messageVersion | Protocol version | The version of EMV 3-D Secure that the message speaks.
messageCategory | Category | Whether a payment is authenticated, or something without money.
deviceChannel | Device channel | Where the cardholder is: in an app, in a browser, or not there.
messageExtension | Extensions | Data that the specification doesn't know, agreed between parties.
.name | Extension's name | What the extension is called.
.id | Extension's identifier | Says who defined the extension.
.criticalityIndicator | Must be understood | If true, whoever does not know the extension refuses.
.data | Extension's data | The content, in a form of its own.

# The transaction | A.1
threeDSServerTransID | 3DS Server's transaction | The 3DS Server's number of this authentication.
acsTransID | ACS's transaction | The access control server's number of it.
dsTransID | Directory's transaction | The directory server's number; the authorization has it too.
sdkTransID | SDK's transaction | The number of it that an app's 3DS SDK made.

# 3DS Server and requestor | A.10
threeDSServerRefNumber | 3DS Server's reference | Which approved 3DS Server product this is.
threeDSServerOperatorID | 3DS Server's operator | Who runs it, as the directory server knows them.
threeDSServerURL | 3DS Server's address | Where the directory server brings the result (RReq).
threeDSRequestorID | Requestor's identifier | The shop, as the directory server knows it.
threeDSRequestorName | Requestor's name | The same by name.
threeDSRequestorURL | Requestor's website | Where the shop or marketplace is found.
threeDSRequestorAuthenticationInd | Purpose | What the authentication is for.
threeDSRequestorAuthenticationInfo | Sign-in at the shop | How the cardholder signed in.
.threeDSReqAuthMethod | Sign-in method | By what means the cardholder signed in.
.threeDSReqAuthData | Sign-in data | Evidence of the sign-in, in a form of its own.
.threeDSReqAuthTimestamp | Sign-in time | When it happened, UTC.
threeDSRequestorChallengeInd | Wish for a challenge | Whether the shop wants a challenge.
threeDSReqAuthMethodInd | Sign-in verified | Whether the directory verified the sign-in data.
threeDSRequestorDecReqInd | Decoupled wanted | Whether it may happen apart from the checkout.
threeDSRequestorDecMaxTime | Longest wait | Minutes that the shop waits for that, up to 7 days.
threeDSCompInd | 3DS Method | Whether the ACS's hidden page could look at the browser.
threeRIInd | Purpose without cardholder | What a requestor-initiated authentication is for.

# Earlier authentication | A.11
threeDSRequestorPriorAuthenticationInfo | Earlier authentication | One that this one builds on.
.threeDSReqPriorAuthMethod | Earlier method | How the cardholder was authenticated then.
.threeDSReqPriorAuthData | Earlier data | Evidence of it, in a form of its own.
.threeDSReqPriorAuthTimestamp | Earlier time | When it happened, UTC.
.threeDSReqPriorRef | Earlier transaction | The ACS's number of it.

# Card | A.1
acctNumber | Card number | The card; only its first six and last four digits are shown.
acctType | Kind of account | Credit or debit, where one card can be both.
acctID | Account at the shop | The shop's own number for the card on file.
cardExpiryDate | Expiry | Year and month in which the card ends.
cardholderName | Name on the card | The cardholder, in plain letters.
payTokenInd | Network token | True if the number stands for another one.
payTokenSource | Who resolved the token | Who turned the token into a number.
whiteListStatus | Trusted payee | Whether the cardholder trusts the payee for good.
whiteListStatusSource | Who says so | Which system set the trusted-payee status.

# Cardholder's account at the shop | A.8
acctInfo | Account at the shop | What the shop knows of the customer's account.
.chAccAgeInd | Age of the account | How long the account has existed.
.chAccChange | Last change | When name, address or cards in the account last changed.
.chAccChangeInd | Since the last change | How long ago that was.
.chAccDate | Opened on | When the account was opened.
.chAccPwChange | Password changed on | When the password last changed or was reset.
.chAccPwChangeInd | Since the password changed | How long ago that was.
.nbPurchaseAccount | Purchases in six months | How many purchases the account made.
.provisionAttemptsDay | Cards added in a day | How often somebody tried to add a card in 24 hours.
.txnActivityDay | Transactions in a day | How many the account made in 24 hours, finished or not.
.txnActivityYear | Transactions in a year | How many it made in the last year.
.paymentAccAge | Card known since | When the card was added to the account.
.paymentAccInd | Age of the card | How long ago that was.
.shipAddressUsage | Address used since | When the delivery address was first used.
.shipAddressUsageInd | Age of the address | How long ago that was.
.shipNameIndicator | Recipient's name | Whether it is the account's own name.
.suspiciousAccActivity | Suspicion | Whether the shop saw anything suspicious.

# Person | A.1
email | Mail address | The cardholder's.
homePhone | Phone at home | The cardholder's.
.cc | Country code | Of the phone number, without plus.
.subscriber | Number | The rest of the phone number.
mobilePhone | Mobile phone | The cardholder's.
.cc | Country code | Of the phone number, without plus.
.subscriber | Number | The rest of the phone number.
workPhone | Phone at work | The cardholder's.
.cc | Country code | Of the phone number, without plus.
.subscriber | Number | The rest of the phone number.
addrMatch | Addresses are the same | Whether bills and goods go to the same place.
billAddrLine1 | Billing address, line 1 | Street and number.
billAddrLine2 | Billing address, line 2 | More of it.
billAddrLine3 | Billing address, line 3 | More of it.
billAddrCity | Billing city | Where the card's bills go.
billAddrPostCode | Billing postcode | Where the card's bills go.
billAddrState | Billing state | ISO 3166-2, the part after the hyphen.
billAddrCountry | Billing country | Where the card's bills go.
shipAddrLine1 | Delivery address, line 1 | Street and number.
shipAddrLine2 | Delivery address, line 2 | More of it.
shipAddrLine3 | Delivery address, line 3 | More of it.
shipAddrCity | Delivery city | Where the goods go.
shipAddrPostCode | Delivery postcode | Where the goods go.
shipAddrState | Delivery state | ISO 3166-2, the part after the hyphen.
shipAddrCountry | Delivery country | Where the goods go.

# Payee and purchase | A.9
acquirerBIN | Acquirer | The institution that takes the payment for the merchant.
acquirerMerchantID | Merchant at the acquirer | The acquirer's number for the merchant.
mcc | Merchant category | What the merchant sells, as an ISO 18245 code.
merchantCountryCode | Merchant's country | Where the merchant is.
merchantName | Payee | Who gets the money, as the cardholder reads it.
merchantRiskIndicator | Risk of the purchase | What the shop knows of this purchase.
.deliveryEmailAddress | Delivered to | The mail address to which electronic goods go.
.deliveryTimeframe | Delivery within | How soon the goods arrive.
.giftCardAmount | Gift cards' worth | Their sum in whole units of their currency.
.giftCardCount | Gift cards | How many of them are bought.
.giftCardCurr | Gift cards' currency | What they are counted in.
.preOrderDate | Available from | When a pre-ordered thing comes out.
.preOrderPurchaseInd | Pre-order | Whether the goods exist already.
.reorderItemsInd | Bought before | Whether the cardholder bought the same before.
.shipIndicator | Way of delivery | Where and how the goods go.
purchaseAmount | Amount | What is to be paid, in minor units (cents).
purchaseCurrency | Currency | What the amount is counted in.
purchaseExponent | Decimals | How many digits of the amount stand after the point.
purchaseDate | Time of purchase | When the cardholder decided, UTC.
purchaseInstalData | Instalments | Into how many payments the sum is divided.
recurringExpiry | Last recurring payment | After this day no more are taken.
recurringFrequency | Days between payments | At least so many pass between two recurring payments.
transType | Kind of transaction | What the money is for.

# Browser | A.1
notificationURL | Way back | Where the browser brings the CRes when the challenge is over.
browserAcceptHeader | Accept header | What the browser says it takes.
browserUserAgent | User agent | What the browser says it is.
browserLanguage | Language | The browser's, as an IETF tag.
browserIP | Address | The browser's IP address.
browserJavascriptEnabled | Scripts run | Whether the page's script ran.
browserJavaEnabled | Java runs | What the browser's script says of Java.
browserColorDepth | Colour depth | Bits for a pixel's colour.
browserScreenHeight | Screen height | In CSS pixels.
browserScreenWidth | Screen width | In CSS pixels.
browserTZ | Time zone | Minutes between UTC and local time; positive is behind UTC.

# App | A.13
deviceRenderOptions | What the app can draw | Kinds of challenge pages that the SDK can show.
sdkAppID | App's installation | A number of this installation of the app.
sdkEncData | Device data | What the SDK found out about the device, encrypted for the directory.
sdkEphemPubKey | SDK's key | Half of the key that secures the challenge in the app.
sdkMaxTimeout | SDK's patience | Minutes that the app waits for all of it.
sdkReferenceNumber | SDK's reference | Which approved SDK product this is.

# Directory server | A.1
dsReferenceNumber | Directory's reference | Which approved directory server product this is.
dsURL | Directory's address | Where the ACS brings its result (RReq).

# Card ranges | A.6
serialNum | Edition of the list | Tells which changes the asker already has.
dsStartProtocolVersion | Directory's lowest version | The directory speaks this and above.
dsEndProtocolVersion | Directory's highest version | The directory speaks nothing above this.
cardRangeData | Card ranges | Which cards take part, and how their ACS is spoken to.
.startRange | First number | The range begins here.
.endRange | Last number | The range ends here; this number belongs to it.
.actionInd | Change | What happens to the range in the list held so far.
.acsStartProtocolVersion | ACS's lowest version | The ACS of the range speaks this and above.
.acsEndProtocolVersion | ACS's highest version | It speaks nothing above this.
.dsStartProtocolVersion | Directory's lowest version | For this range.
.dsEndProtocolVersion | Directory's highest version | For this range.
.threeDSMethodURL | 3DS Method's address | Where the ACS's hidden page is; absent if it has none.
.acsInfoInd | What the ACS can do | One code for each ability.
"""
)
