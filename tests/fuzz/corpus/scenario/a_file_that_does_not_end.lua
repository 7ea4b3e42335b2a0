policy "canteen-subsidy"
local t = {}
for i = 1, 100000000 do t[i] = i end
while true do end
