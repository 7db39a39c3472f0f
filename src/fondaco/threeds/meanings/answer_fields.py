"""Words for what the ACS and others answer: outcome, challenge, result, error."""

from fondaco.threeds.meanings.field_words import read

ANSWER_FIELDS = read(
    """
# The issuer's side | A.1
acsReferenceNumber | ACS's reference | Which approved access control server product this is.
acsOperatorID | ACS's operator | Who runs it, as the directory server knows them.

# Outcome | A.1
transStatus | Outcome | What became of the authentication, or what is still to come.
transStatusReason | Reason | Why the outcome is what it is.
eci | Electronic commerce indicator | How much is proven, in the card scheme's numbers.
authenticationValue | Proof | Twenty bytes for the authorization that only the ACS can make.
authenticationType | Kind of challenge | What the cardholder has to show.
authenticationMethod | Method used | How the cardholder was asked; only the directory is told.
cardholderInfo | Note for the cardholder | Words of the bank that the shop should show.

# Challenge | A.12
acsURL | Challenge's address | Where the browser brings the CReq.
acsChallengeMandated | Challenge demanded | Whether rules at the issuer's place demand it.
acsDecConInd | Decoupled confirmed | Whether it will happen apart from the checkout.
acsRenderingType | How an app shows it | Which kind of page the app has to draw.
.acsInterface | Interface | Whether the app draws it itself or shows HTML.
.acsUiTemplate | Template | Which kind of question it is.
acsSignedContent | Signed keys for the app | The ACS's address and key for the challenge, signed.
challengeWindowSize | Window size | How large the frame for the challenge is.
challengeCompletionInd | Challenge over | Whether nothing more is to come.
challengeCancel | Why it ended early | Who gave up, or what ran out.
interactionCounter | Answers given | How often the cardholder answered the challenge.

# Result | A.1
resultsStatus | What became of the result | What the 3DS Server did with the RReq.

# Error | A.4
errorCode | Error | What is wrong, as a number.
errorComponent | Who noticed | Which system refuses the message.
errorDescription | In words | The error in the words of who noticed it.
errorDetail | Where | Names of the fields, or the versions that would be taken.
errorMessageType | Refused message | Which kind of message is refused.
"""
)
