-- Whoever holds records of which copies are here, with the address of its FHIR API.
CREATE OR REPLACE VIEW holder AS
  SELECT peer, name, address || '/fhir' AS base FROM peer
  UNION ALL
  SELECT peer, name, address FROM outside_server;
