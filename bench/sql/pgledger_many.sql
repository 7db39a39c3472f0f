\set a random(1, :accounts)
\set b 1 + (:a + random(1, :accounts - 1) - 1) % :accounts
SELECT id FROM pgledger_create_transfer(
  (SELECT id FROM numbered WHERE n = :a), (SELECT id FROM numbered WHERE n = :b), 1);
