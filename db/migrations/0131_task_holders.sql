-- Which process runs a task. While it lives it keeps the advisory lock (0x504c5457, holder) on a connection of its own; the
-- database gives that back the moment the process is gone, long before the lease ends. Writer: server/platform/tasks.

ALTER TABLE tasks ADD COLUMN holder integer;  -- NULL: only the lease says
