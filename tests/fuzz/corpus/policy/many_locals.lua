@{50000:local n = 1
}@return n