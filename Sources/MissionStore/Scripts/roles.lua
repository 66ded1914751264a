-- Lists the distinct roles of a sorted set of "role NUL id", in as many steps as there are roles.
--
-- KEYS[1]  the sorted set, all scores equal
-- ARGV[1]  how many roles at most
--
-- Answers the roles.
local roles = {}
local start = '-'
while #roles < tonumber(ARGV[1]) do
  local member = redis.call('ZRANGE', KEYS[1], start, '+', 'BYLEX', 'LIMIT', 0, 1)[1]
  if not member then break end
  local role = string.match(member, '^(.*)%z') or member
  roles[#roles + 1] = role
  start = '[' .. role .. '\1'
end
return roles
