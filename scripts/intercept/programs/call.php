<?php
// Calls an address with curl, and prints what came of it.
$call = curl_init($argv[1]);
curl_setopt_array($call, [CURLOPT_RETURNTRANSFER => true, CURLOPT_USERPWD => 'key:secret']);
$body = curl_exec($call);
echo 'PHP curl: ', $body === false ? 'failed: ' . curl_error($call) : curl_getinfo($call, CURLINFO_RESPONSE_CODE), "\n";
