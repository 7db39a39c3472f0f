-- A thousand orders' escrows with money in them, and a thousand sellers' balances.
INSERT INTO ledger_account (id, kind, owner, shard, currency, balance_minor, version, opened_at)
SELECT gen_random_uuid(), kind, 'b' || n, 0, 'EUR', 0, 0, now()
FROM generate_series(1, :accounts) AS n, (VALUES ('escrow'), ('seller_balance')) AS k (kind);
INSERT INTO ledger_account (id, kind, owner, shard, currency, balance_minor, version, opened_at)
SELECT gen_random_uuid(), kind, '', n, 'EUR', 0, 0, now()
FROM generate_series(0, 7) AS n, (VALUES ('acquirer_receivable'), ('platform_fee')) AS k (kind)
ON CONFLICT DO NOTHING;
INSERT INTO ledger_entry (id, key, fingerprint, cause_kind, cause_id, posted_at)
SELECT gen_random_uuid(), 'bench-capture-' || n, '', 'bench', gen_random_uuid(), now()
FROM generate_series(1, :accounts) AS n;
INSERT INTO ledger_transfer (id, entry_id, position, from_account_id, to_account_id, amount_minor, currency)
SELECT gen_random_uuid(), e.id, 0, r.id, a.id, 1000000000, 'EUR'
FROM generate_series(1, :accounts) AS n
JOIN ledger_entry e ON e.key = 'bench-capture-' || n
JOIN ledger_account a ON a.kind = 'escrow' AND a.owner = 'b' || n AND a.currency = 'EUR'
JOIN ledger_account r ON r.kind = 'acquirer_receivable' AND r.shard = n % 8 AND r.currency = 'EUR';
