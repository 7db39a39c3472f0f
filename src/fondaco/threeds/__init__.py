"""EMV 3-D Secure messages, versions 2.1.0 and 2.2.0, with no input or output of their own.

Owns: what each message may hold (`messages`), reading and writing it (`wire`), judging it
(`validation`, `checking`), making it (`build`), what its outcome means for an authorization
(`outcome`), which messages may follow each other (`answers`, `transaction`, `challenge`), and what
every field means in plain words (`meanings`).

Promises: values in, values or a `ProtocolError` out; the same answer for the same values; no
card number in any error text or `repr`.

Refuses: sockets, clocks, databases, settings. Whoever calls brings the bytes and the seconds
that have passed, and sends what comes back.

The field rules follow EMV 3-D Secure Protocol and Core Functions Specification 2.2.0, tables A.1
and B.1 to B.9, for payment and non-payment authentication through a browser; what app-based and
requestor-initiated messages need beyond that is checked for its form.
"""
