-- Takes back one attempt at an entry, unless the entry is finished meanwhile: then nothing counts its attempts.
--
-- KEYS[1]  the attempts (hash: entry, number)
-- ARGV[1]  the entry
--
-- Answers the attempts that are left.
local attempts = tonumber(redis.call('HGET', KEYS[1], ARGV[1]) or '0')
if attempts <= 1 then
  redis.call('HDEL', KEYS[1], ARGV[1])
  return 0
end
return redis.call('HINCRBY', KEYS[1], ARGV[1], -1)
