-- Writes what belongs together, or nothing: first every check, then every write.
--
-- KEYS     every key that is looked at or written
-- ARGV     instructions one after the other: name, index into KEYS, number of arguments, arguments
--
-- Checks, in the order given; the first that fails is the answer:
--   lease token               the lease's holder is still this one                     else {"FENCED"}
--   pending group entry       the entry is still to be acknowledged by this group      else {"GONE"}
--   present entry             the stream still has the entry                           else {"GONE"}
--   revision n                the hash has this revision ("0": it does not exist)      else {"CONFLICT"}
--   room n                    the stream has fewer entries than that                   else {"FULL"}
-- Writes, checked before the first of them is made: every key must have its write's type, and a record that is JSON
-- is only overwritten if it is a JSON object now                                       else {"UNREADABLE", key}
--   set value seconds ("" = for ever) · setjson value · delete · expire seconds
--   hset field value … · hsetjson field value · hdel field …
--   sadd member … · srem member … · zadd score member … · zrem member …
--   lpush value keep ("" = all) · rpush value · lremjson field value (messages whose field has the value)
--   xadd maxlen ("" = all) field value … · finish group entry · discard entry
--   forward index-of-seen ("" = none) seconds digest hook field value … (appends unless the signal was seen)
--
-- Answers {"COMMITTED"} or one of the above.
local steps = {}
local position = 1
while position <= #ARGV do
  local count = tonumber(ARGV[position + 2])
  local step = { name = ARGV[position], key = KEYS[tonumber(ARGV[position + 1])], first = position + 3, last = position + 2 + count }
  steps[#steps + 1] = step
  position = step.last + 1
end

local types = {}
local function has_type(key, wanted)
  local found = types[key]
  if not found then
    found = redis.call('TYPE', key).ok
    types[key] = found
  end
  return found == 'none' or found == wanted
end

local function is_object(text)
  if not text then return true end
  if not string.find(text, '^%s*{') then return false end
  return (pcall(cjson.decode, text))
end

local checks = {
  lease = function(step)
    if not has_type(step.key, 'hash') then return { 'UNREADABLE', step.key } end
    if redis.call('HGET', step.key, 'token') ~= ARGV[step.first] then return { 'FENCED' } end
  end,
  pending = function(step)
    if not has_type(step.key, 'stream') then return { 'UNREADABLE', step.key } end
    if types[step.key] == 'none' then return { 'GONE' } end
    local entry = ARGV[step.first + 1]
    if #redis.call('XPENDING', step.key, ARGV[step.first], entry, entry, 1) == 0 then return { 'GONE' } end
  end,
  present = function(step)
    if not has_type(step.key, 'stream') then return { 'UNREADABLE', step.key } end
    local entry = ARGV[step.first]
    if #redis.call('XRANGE', step.key, entry, entry) == 0 then return { 'GONE' } end
  end,
  revision = function(step)
    if not has_type(step.key, 'hash') then return { 'UNREADABLE', step.key } end
    local revision = redis.call('HGET', step.key, 'revision')
    -- Something is there, and it is no mission of ours.
    if not revision and types[step.key] ~= 'none' then return { 'UNREADABLE', step.key } end
    if (revision or '0') ~= ARGV[step.first] then return { 'CONFLICT' } end
  end,
  room = function(step)
    if not has_type(step.key, 'stream') then return { 'UNREADABLE', step.key } end
    if redis.call('XLEN', step.key) >= tonumber(ARGV[step.first]) then return { 'FULL' } end
  end,
}

local wanted = {
  set = 'string', setjson = 'string', hset = 'hash', hsetjson = 'hash', hdel = 'hash', sadd = 'set', srem = 'set',
  zadd = 'zset', zrem = 'zset', lpush = 'list', rpush = 'list', lremjson = 'list', xadd = 'stream', finish = 'stream',
  discard = 'stream', forward = 'stream',
}

for _, step in ipairs(steps) do
  local check = checks[step.name]
  if check then
    local problem = check(step)
    if problem then return problem end
  elseif wanted[step.name] then
    if not has_type(step.key, wanted[step.name]) then return { 'UNREADABLE', step.key } end
    if step.name == 'setjson' and not is_object(redis.call('GET', step.key)) then
      return { 'UNREADABLE', step.key }
    end
    if step.name == 'hsetjson' and not is_object(redis.call('HGET', step.key, ARGV[step.first])) then
      return { 'UNREADABLE', step.key .. ' ' .. ARGV[step.first] }
    end
    local seen = step.name == 'forward' and KEYS[tonumber(ARGV[step.first])]
    if seen and not has_type(seen, 'string') then return { 'UNREADABLE', seen } end
  elseif step.name ~= 'delete' and step.name ~= 'expire' then
    return redis.error_reply('ERR unknown instruction ' .. step.name)
  end
end

local function plain(command)
  return function(step) redis.call(command, step.key, unpack(ARGV, step.first, step.last)) end
end

local writes = {
  set = function(step)
    redis.call('SET', step.key, ARGV[step.first])
    if ARGV[step.last] ~= '' then redis.call('EXPIRE', step.key, ARGV[step.last]) end
  end,
  setjson = plain('SET'), delete = plain('DEL'), expire = plain('EXPIRE'),
  hset = plain('HSET'), hsetjson = plain('HSET'), hdel = plain('HDEL'),
  sadd = plain('SADD'), srem = plain('SREM'), zadd = plain('ZADD'), zrem = plain('ZREM'), rpush = plain('RPUSH'),
  lpush = function(step)
    redis.call('LPUSH', step.key, ARGV[step.first])
    if ARGV[step.last] ~= '' then redis.call('LTRIM', step.key, 0, tonumber(ARGV[step.last]) - 1) end
  end,
  lremjson = function(step)
    for _, text in ipairs(redis.call('LRANGE', step.key, 0, -1)) do
      local isJSON, message = pcall(cjson.decode, text)
      if isJSON and type(message) == 'table' and message[ARGV[step.first]] == ARGV[step.first + 1] then
        redis.call('LREM', step.key, 0, text)
      end
    end
  end,
  xadd = function(step)
    if ARGV[step.first] == '' then
      redis.call('XADD', step.key, '*', unpack(ARGV, step.first + 1, step.last))
    else
      redis.call('XADD', step.key, 'MAXLEN', '~', ARGV[step.first], '*', unpack(ARGV, step.first + 1, step.last))
    end
  end,
  finish = function(step)
    redis.call('XACK', step.key, ARGV[step.first], ARGV[step.first + 1])
    redis.call('XDEL', step.key, ARGV[step.first + 1])
  end,
  discard = function(step) redis.call('XDEL', step.key, ARGV[step.first]) end,
  forward = function(step)
    local seen = KEYS[tonumber(ARGV[step.first])]
    if seen and redis.call('EXISTS', seen) == 1 then return end
    local entry = redis.call('XADD', step.key, '*', unpack(ARGV, step.first + 4, step.last))
    local known = entry .. ' ' .. ARGV[step.first + 2] .. ' ' .. ARGV[step.first + 3]
    if seen then redis.call('SET', seen, known, 'EX', ARGV[step.first + 1]) end
  end,
}

for _, step in ipairs(steps) do
  local write = writes[step.name]
  if write then write(step) end
end
return { 'COMMITTED' }
