"""Keys that wallets encrypt to, tokens already used, and the roots as last fetched."""

from django.db import models

from fondaco.kernel.ids import new_id


class WalletKey(models.Model):
    """A P-256 key pair for one wallet; the private half (PKCS #8) is sealed. Published while in
    use, taken until its end. ``public`` is DER SubjectPublicKeyInfo."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12)
    public = models.BinaryField()
    data_key_id = models.UUIDField()
    sealed_private = models.BinaryField()
    made_at = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(taken_until=None), name="wallet_key_in_use"
            )
        ]
        indexes = [models.Index(fields=["data_key_id"], name="wallet_key_data_key")]


class UsedToken(models.Model):
    """A token that has been used: SHA-256 of the id its wallet gave it. Kept until it is too old
    to be believed anyway."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    kept_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "digest"], name="wallet_token_used_once")
        ]
        indexes = [models.Index(fields=["kept_until"], name="wallet_token_age")]


class FetchedRoots(models.Model):
    """A provider's published roots, as text. One row a wallet."""

    kind = models.CharField(max_length=12, primary_key=True)
    content = models.TextField()
    fetched_at = models.DateTimeField()
