-- What fondaco.market.ledger.actions.post asks the database for, in its order.
\set a random(1, :accounts)
\set b random(1, :accounts)
\set number random(1, 9000000000000000000)
BEGIN;
SELECT id, fingerprint FROM ledger_entry WHERE key = 'bench-' || :number;
SELECT id, kind, owner, currency FROM ledger_account
WHERE (kind, owner, currency, shard) IN (('escrow', 'b' || :a, 'EUR', 0), ('seller_balance', 'b' || :b, 'EUR', 0));
SELECT id, kind, owner, currency FROM ledger_account
WHERE (kind, owner, currency, shard) IN (('escrow', 'b' || :a, 'EUR', 0), ('seller_balance', 'b' || :b, 'EUR', 0))
ORDER BY id FOR UPDATE;
WITH e AS (
  INSERT INTO ledger_entry (id, key, fingerprint, cause_kind, cause_id, posted_at)
  VALUES (gen_random_uuid(), 'bench-' || :number, 'f', 'bench', gen_random_uuid(), now())
  RETURNING id
), f AS (
  SELECT id FROM ledger_account
  WHERE kind = 'escrow' AND owner = 'b' || :a AND currency = 'EUR' AND shard = 0
), t AS (
  SELECT id FROM ledger_account WHERE (kind, owner, currency, shard) = ('seller_balance', 'b' || :b, 'EUR', 0)
)
INSERT INTO ledger_transfer (id, entry_id, position, from_account_id, to_account_id, amount_minor, currency)
SELECT gen_random_uuid(), e.id, 0, f.id, t.id, 1, 'EUR' FROM e, f, t;
COMMIT;
