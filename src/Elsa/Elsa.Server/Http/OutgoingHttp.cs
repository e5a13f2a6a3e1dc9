using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Workflows.Engine;

/// <summary>Makes the requests of flows, within limits: time, size, and who may be asked, redirections included.</summary>
internal sealed class OutgoingHttp : IDisposable
{
    private const int MostRedirections = 5;

    private readonly OutgoingHosts _hosts;
    private readonly OutgoingHttpOptions _options;
    private readonly HttpClient _client;

    public OutgoingHttp(OutgoingHosts hosts, IOptions<OutgoingHttpOptions> options)
    {
        _hosts = hosts;
        _options = options.Value;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<HttpAnswer> AskAsync(HttpCall call, string idempotencyKey, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_options.Timeout);
        try
        {
            return await FollowAsync(call, idempotencyKey, limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new HttpAnswer { Failure = $"No answer within {_options.Timeout}.", IsTimeout = true };
        }
        catch (Exception e) when (Refused(e) is { } refused)
        {
            return new HttpAnswer { Failure = refused.Message, IsRefused = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or FormatException)
        {
            return new HttpAnswer { Failure = e.Message };
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpAnswer> FollowAsync(HttpCall call, string idempotencyKey, CancellationToken stop)
    {
        var (method, url, content) = (call.Method, new Uri(call.Url), call.Content);
        for (var redirections = 0; ; redirections++)
        {
            if (_hosts.Refusal(url) is { } refusal)
                throw new HostRefusedException(refusal);
            using var request = Request(call, method, url, content, idempotencyKey);
            using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            if (response.Headers.Location is not { } target || (int)response.StatusCode is < 300 or > 399)
                return await AnswerAsync(response, stop);
            if (redirections == MostRedirections)
                throw new HttpRequestException($"More than {MostRedirections} redirections.");
            if (response.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Found or HttpStatusCode.Moved)
                (method, content) = (method == "HEAD" ? "HEAD" : "GET", null);
            url = new Uri(url, target);
        }
    }

    private static HttpRequestMessage Request(
        HttpCall call,
        string method,
        Uri url,
        byte[]? content,
        string idempotencyKey
    )
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        // After a crash the same request may be made once more: the other side can tell.
        request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        if (content is not null)
        {
            request.Content = new ByteArrayContent(content);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        }
        // Secrets are for whom they were meant, not for where that one points.
        var isElsewhere = !string.Equals(
            url.Authority,
            new Uri(call.Url).Authority,
            StringComparison.OrdinalIgnoreCase
        );
        foreach (var (name, values) in call.Headers)
        {
            if (isElsewhere && name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
                continue;
            if (!request.Headers.TryAddWithoutValidation(name, values))
                request.Content?.Headers.TryAddWithoutValidation(name, values);
        }
        return request;
    }

    private async Task<HttpAnswer> AnswerAsync(HttpResponseMessage response, CancellationToken stop)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        using var read = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await stream.ReadAsync(buffer, stop)) > 0)
        {
            if (read.Length + count > _options.LargestAnswer)
                throw new HttpRequestException($"The answer is longer than {_options.LargestAnswer} bytes.");
            read.Write(buffer, 0, count);
        }
        return new HttpAnswer
        {
            Status = (int)response.StatusCode,
            ReasonPhrase = response.ReasonPhrase,
            ContentType = response.Content.Headers.ContentType?.MediaType,
            Headers = response.Headers.ToDictionary(h => h.Key, h => h.Value.ToArray()),
            Content = read.ToArray(),
        };
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var address = await _hosts.ResolveAsync(context.DnsEndPoint.Host, stop);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static HostRefusedException? Refused(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is HostRefusedException refused)
                return refused;
        }
        return null;
    }
}
