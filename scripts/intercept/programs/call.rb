# Calls an address with the standard library, and prints what came of it.
require 'net/http'

url = URI(ARGV[0])
begin
  reply = Net::HTTP.start(url.host, url.port, use_ssl: true) do |http|
    call = Net::HTTP::Get.new(url)
    call.basic_auth('key', 'secret')
    http.request(call)
  end
  puts "Ruby net/http: #{reply.code}"
rescue StandardError => e
  puts "Ruby net/http: failed: #{e.message}"
end
