-- Tokens by which a websocket is bound to subscriptions: good for a short while, kept as SHA-256. Owned by events.subscription.
CREATE TABLE subscription_binding (
  token         bytea PRIMARY KEY,
  owner         text COLLATE "C" NOT NULL,   -- Mandate.owner
  subscriptions text[] NOT NULL,             -- ids
  expires       timestamptz NOT NULL
);
CREATE INDEX subscription_binding_expires ON subscription_binding (expires);
