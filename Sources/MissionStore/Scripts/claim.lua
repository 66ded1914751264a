-- Claims what is due: its time moves forward, so that a claimer that dies loses nothing and two never claim the same.
--
-- KEYS[1]  what is due (sorted set by time in milliseconds)
-- ARGV[1]  now, in milliseconds
-- ARGV[2]  how many at most
-- ARGV[3]  when it is due again unless a commit says otherwise, in milliseconds
--
-- Answers the claimed members, the longest due first.
local members = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE', 'LIMIT', 0, ARGV[2])
for _, member in ipairs(members) do
  redis.call('ZADD', KEYS[1], 'XX', ARGV[3], member)
end
return members
