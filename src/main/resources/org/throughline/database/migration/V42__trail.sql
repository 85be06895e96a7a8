-- What went out of everybody's record belongs to each patient's own list.
CREATE INDEX access_of_all ON access (access) WHERE patient = 0 AND action = 13;
