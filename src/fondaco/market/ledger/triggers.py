"""The ledger's triggers: a transfer moves both balances; nothing is ever changed or removed.

Both accounts must have the transfer's currency. Balances move in the order of the accounts'
ids, so that two transfers never wait for each other crosswise. Account rows accept only a
change that the transfer trigger makes: the version goes up by one.
"""

from fondaco.kernel.triggers import Trigger, append_only

_MOVE = Trigger(
    name="ledger_transfer_moves",
    table="ledger_transfer",
    postgresql=(
        """
CREATE OR REPLACE FUNCTION ledger_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moved integer;
BEGIN
  IF NEW.from_account_id < NEW.to_account_id THEN
    UPDATE ledger_account SET balance_minor = balance_minor - NEW.amount_minor,
      version = version + 1, last_transfer_id = NEW.id
      WHERE id = NEW.from_account_id AND currency = NEW.currency;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> 1 THEN RAISE EXCEPTION 'currency differs' USING ERRCODE = '23514'; END IF;
    UPDATE ledger_account SET balance_minor = balance_minor + NEW.amount_minor,
      version = version + 1, last_transfer_id = NEW.id
      WHERE id = NEW.to_account_id AND currency = NEW.currency;
  ELSE
    UPDATE ledger_account SET balance_minor = balance_minor + NEW.amount_minor,
      version = version + 1, last_transfer_id = NEW.id
      WHERE id = NEW.to_account_id AND currency = NEW.currency;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved <> 1 THEN RAISE EXCEPTION 'currency differs' USING ERRCODE = '23514'; END IF;
    UPDATE ledger_account SET balance_minor = balance_minor - NEW.amount_minor,
      version = version + 1, last_transfer_id = NEW.id
      WHERE id = NEW.from_account_id AND currency = NEW.currency;
  END IF;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved <> 1 THEN RAISE EXCEPTION 'currency differs' USING ERRCODE = '23514'; END IF;
  RETURN NEW;
END $$""",
        "CREATE OR REPLACE TRIGGER ledger_transfer_moves AFTER INSERT ON ledger_transfer"
        " FOR EACH ROW EXECUTE FUNCTION ledger_move()",
    ),
    sqlite=(
        """
CREATE TRIGGER ledger_transfer_moves AFTER INSERT ON ledger_transfer BEGIN
  SELECT RAISE(ABORT, 'currency differs') WHERE 2 <> (SELECT count(*) FROM ledger_account
    WHERE id IN (NEW.from_account_id, NEW.to_account_id) AND currency = NEW.currency);
  UPDATE ledger_account SET balance_minor = balance_minor - NEW.amount_minor,
    version = version + 1, last_transfer_id = NEW.id WHERE id = NEW.from_account_id;
  UPDATE ledger_account SET balance_minor = balance_minor + NEW.amount_minor,
    version = version + 1, last_transfer_id = NEW.id WHERE id = NEW.to_account_id;
END""",
    ),
)

_SAME_ACCOUNT = """NEW.id = OLD.id AND NEW.kind = OLD.kind AND NEW.owner = OLD.owner
  AND NEW.shard = OLD.shard AND NEW.currency = OLD.currency AND NEW.opened_at = OLD.opened_at
  AND NEW.version = OLD.version + 1 AND NEW.last_transfer_id IS DISTINCT FROM OLD.last_transfer_id
  AND NEW.balance_minor - OLD.balance_minor = (
    SELECT CASE WHEN to_account_id = OLD.id THEN amount_minor ELSE -amount_minor END
    FROM ledger_transfer WHERE id = NEW.last_transfer_id
    AND OLD.id IN (from_account_id, to_account_id))"""
"""An account's row may change in one way only: by exactly the transfer that it names."""

_ACCOUNT = Trigger(
    name="ledger_account_guarded",
    table="ledger_account",
    postgresql=(
        f"""
CREATE OR REPLACE FUNCTION ledger_account_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 OR ({_SAME_ACCOUNT}) IS NOT TRUE THEN
    RAISE EXCEPTION 'ledger_account changes by transfers only' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
        "CREATE OR REPLACE TRIGGER ledger_account_guarded BEFORE UPDATE ON ledger_account"
        " FOR EACH ROW EXECUTE FUNCTION ledger_account_guard()",
    ),
    sqlite=(
        f"""
CREATE TRIGGER ledger_account_guarded BEFORE UPDATE ON ledger_account
WHEN ({_SAME_ACCOUNT.replace("IS DISTINCT FROM", "IS NOT")}) IS NOT TRUE
BEGIN SELECT RAISE(ABORT, 'ledger_account changes by transfers only'); END""",
    ),
)

_ACCOUNT_OPENED_EMPTY = Trigger(
    name="ledger_account_opened_empty",
    table="ledger_account",
    postgresql=(
        """
CREATE OR REPLACE FUNCTION ledger_account_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.balance_minor <> 0 OR NEW.version <> 0 THEN
    RAISE EXCEPTION 'an account is opened empty' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$""",
        "CREATE OR REPLACE TRIGGER ledger_account_opened_empty BEFORE INSERT ON ledger_account"
        " FOR EACH ROW EXECUTE FUNCTION ledger_account_opened()",
    ),
    sqlite=(
        """
CREATE TRIGGER ledger_account_opened_empty BEFORE INSERT ON ledger_account
WHEN NEW.balance_minor <> 0 OR NEW.version <> 0
BEGIN SELECT RAISE(ABORT, 'an account is opened empty'); END""",
    ),
)

TRIGGERS = [
    _MOVE,
    _ACCOUNT,
    _ACCOUNT_OPENED_EMPTY,
    *[each for each in append_only("ledger_account") if each.name.endswith("_no_delete")],
    *append_only("ledger_entry"),
    *append_only("ledger_transfer"),
]
