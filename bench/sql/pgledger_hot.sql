\set a random(2, :accounts)
SELECT id FROM pgledger_create_transfer(
  (SELECT id FROM numbered WHERE n = :a), (SELECT id FROM numbered WHERE n = 1), 1);
