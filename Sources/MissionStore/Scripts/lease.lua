-- Takes, keeps or gives up the lease of a town.
--
-- KEYS[1]  the lease (hash: token, holder)
-- ARGV[1]  "acquire", "renew" or "release"
-- ARGV[2]  token of the asking clerk
-- ARGV[3]  who it is, for people
-- ARGV[4]  for how long, in milliseconds
--
-- Answers {"held"} · {"other", holder, milliseconds left} · {"free"}
local token = redis.call('HGET', KEYS[1], 'token')
if token and token ~= ARGV[2] then
  return { 'other', redis.call('HGET', KEYS[1], 'holder') or '', math.max(0, redis.call('PTTL', KEYS[1])) }
end
if ARGV[1] == 'release' then
  redis.call('DEL', KEYS[1])
  return { 'free' }
end
-- A lease that ran out unnoticed was nobody's meanwhile, or its token would be another's now.
if not token and ARGV[1] == 'renew' then
  return { 'free' }
end
redis.call('HSET', KEYS[1], 'token', ARGV[2], 'holder', ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return { 'held' }
