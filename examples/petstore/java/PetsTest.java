// PetsTest.java
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A plain program; with JUnit, the body of `main` is a test. */
public class PetsTest {
    static final HttpClient CLIENT = HttpClient.newHttpClient();
    static final String URL = System.getenv().getOrDefault("VENDOUBLE_URL", "http://127.0.0.1:4010");

    static HttpResponse<String> post(String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Your code: it tries again once when the API is down. */
    static HttpResponse<String> savePet(String baseUrl, String pet) throws Exception {
        HttpResponse<String> reply = post(baseUrl + "/pets", pet);
        return reply.statusCode() == 503 ? post(baseUrl + "/pets", pet) : reply;
    }

    public static void main(String[] arguments) throws Exception {
        // A world for each test: its own records, faults and calls.
        String world = post(URL + "/__admin/worlds", "{}").body().replaceFirst("(?s).*\"id\":\\s*\"(\\w+)\".*", "$1");
        post(URL + "/__admin/faults?world=" + world, "{\"operation\":\"createPet\",\"status\":503,\"times\":1}");

        HttpResponse<String> reply = savePet(URL + "/w/" + world + "/petstore", "{\"name\":\"Rex\",\"kind\":\"dog\"}");

        String result = post(URL + "/__admin/verify?world=" + world, "{\"operation\":\"createPet\",\"times\":2}").body();
        if (reply.statusCode() != 201 || !result.contains("\"ok\":true")) throw new AssertionError(result);
        System.out.println("ok");
    }
}
