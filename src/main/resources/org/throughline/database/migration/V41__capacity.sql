-- As what an agent of the trail acted: the names of the roles, and the ids of the organizations where they were held.
ALTER TABLE agent
  ADD roles text NOT NULL DEFAULT '',
  ADD sites text COLLATE "C" NOT NULL DEFAULT '',
  DROP CONSTRAINT agent_name_display_key,
  ADD UNIQUE (name, display, roles, sites);
