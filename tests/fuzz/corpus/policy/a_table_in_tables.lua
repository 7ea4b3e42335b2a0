local t = {}
@{300000:t = { t }
}@return t
