# pets_test.rb
require 'json'
require 'minitest/autorun'
require 'net/http'

class PetsTest < Minitest::Test
  ADMIN = "#{ENV.fetch('VENDOUBLE_URL', 'http://127.0.0.1:4010')}/__admin"

  def post(url, body)
    Net::HTTP.post(URI(url), body.to_json, 'content-type' => 'application/json')
  end

  # A world for each test: its own records, faults and calls.
  def setup
    @world = JSON.parse(post("#{ADMIN}/worlds", {}).body)
  end

  # Your code: it tries again once when the API is down.
  def save_pet(base_url, pet)
    reply = post("#{base_url}/pets", pet)
    reply.code == '503' ? post("#{base_url}/pets", pet) : reply
  end

  def test_a_pet_is_saved_when_the_api_is_down_for_a_moment
    post("#{ADMIN}/faults?world=#{@world['id']}", { operation: 'createPet', status: 503, times: 1 })

    reply = save_pet(@world['urls']['petstore'], { name: 'Rex', kind: 'dog' })

    assert_equal '201', reply.code
    result = post("#{ADMIN}/verify?world=#{@world['id']}", { operation: 'createPet', times: 2 })
    assert JSON.parse(result.body)['ok'], result.body
  end
end
