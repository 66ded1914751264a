-- Accepts a signal: seen-before check and append in one step. Nothing is acknowledged before this has answered.
--
-- KEYS[1]  what is known of this signal (string): "<entry id> <digest> <hook id>"
-- KEYS[2]  the signals (stream)
-- KEYS[3]  where the body goes if it is too large for the stream (string); absent otherwise
-- ARGV[1]  hook id ("" for signals of our own)
-- ARGV[2]  digest of the raw body: "key:tag,key:tag,…", without blanks
-- ARGV[3]  how long it is remembered, in seconds
-- ARGV[4]  how many entries the stream may hold
-- ARGV[5]  with KEYS[3]: the body; the fields follow behind it
-- ARGV[5…] the entry: field, value, field, value, …
--
-- Answers {"new", entry id} · {"duplicate", entry id} · {"conflict", entry id} · {"full", length}

-- Whether two digests are of different bodies: only tags of the same key say so.
local function differ(digest, other)
  for key, tag in string.gmatch(digest, '([^:,]+):([^:,]+)') do
    for another, its in string.gmatch(other, '([^:,]+):([^:,]+)') do
      if key == another then
        return tag ~= its
      end
    end
  end
  return false
end

local known = redis.call('GET', KEYS[1])
if known then
  local entry, digest, hook = string.match(known, '^(%S+) (%S*) (.*)$')
  -- A repository's hook and an App's hook send the same event with the same GUID and bodies that differ.
  if hook == ARGV[1] and differ(digest, ARGV[2]) then
    return {'conflict', entry}
  end
  return {'duplicate', entry or ''}
end

local length = redis.call('XLEN', KEYS[2])
if length >= tonumber(ARGV[4]) then
  return {'full', length}
end

-- The first write decides whether Redis may write at all (OOM, READONLY, MISCONF): nothing is half done.
local first = 5
if KEYS[3] then
  redis.call('SET', KEYS[3], ARGV[5])
  first = 6
end
local entry = redis.call('XADD', KEYS[2], '*', unpack(ARGV, first))
redis.call('SET', KEYS[1], entry .. ' ' .. ARGV[2] .. ' ' .. ARGV[1], 'EX', ARGV[3])
return {'new', entry}
