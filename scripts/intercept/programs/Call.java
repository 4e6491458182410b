import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.concurrent.Callable;

/** Calls an address with both clients of the standard library, and prints what came of it. */
public class Call {
    static void show(String name, Callable<Integer> call) {
        try {
            System.out.println(name + ": " + call.call());
        } catch (Exception e) {
            System.out.println(name + ": failed: " + e.getMessage());
        }
    }

    public static void main(String[] arguments) {
        URI url = URI.create(arguments[0]);
        String authorization = "Basic " + Base64.getEncoder().encodeToString("key:secret".getBytes());
        show("Java URLConnection", () -> {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setRequestProperty("Authorization", authorization);
            return connection.getResponseCode();
        });
        show("Java HttpClient", () -> HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(url).header("Authorization", authorization).build(), HttpResponse.BodyHandlers.discarding())
            .statusCode());
    }
}
