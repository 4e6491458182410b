# Calls an address with curl, and prints what came of it.
if code=$(curl -sS -o /dev/null -w '%{http_code}' -u key:secret "$1" 2>&1); then
  echo "curl: $code"
else
  echo "curl: failed: $(echo "$code" | head -n 1)"
fi
