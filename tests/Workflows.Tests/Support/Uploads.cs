using System.Net;
using System.Net.Http.Headers;

namespace Workflows.Tests.Support;

/// <summary>Files and copies over the API.</summary>
public static class Uploads
{
    /// <summary>The smallest picture there is.</summary>
    public static byte[] Picture { get; } =
        Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+M8AAAIBAQDJ/pLvAAAAAElFTkSuQmCC"
        );

    public static async Task<Reply> UploadAsync(ApiClient client, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(file, "file", name);
        using var response = await client.Http.PostAsync("/api/attachments", form);
        return await Reply.ReadAsync(response);
    }

    /// <returns>The picture's id, to be put into a form.</returns>
    public static async Task<string> PictureAsync(ApiClient client) =>
        (await UploadAsync(client, "签认件.png", Picture)).ShouldBe(HttpStatusCode.Created).Text("id");

    /// <summary>Titles of the copies of a case in the list of somebody's department.</summary>
    public static async Task<IReadOnlyList<string>> CopiesAsync(ApiClient client, string number) =>
        [
            .. (await client.GetAsync("/api/documents?size=200"))
                .ShouldBe(HttpStatusCode.OK)
                .Items()
                .Where(c => (string?)c!["number"] == number)
                .Select(c => (string)c!["title"]!),
        ];
}
