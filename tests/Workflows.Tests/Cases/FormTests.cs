using System.Text.Json.Nodes;
using Workflows.Cases.Forms;

namespace Workflows.Tests.Cases;

/// <summary>Bad input gets a clear error at its field and loses nothing typed (design rule 7).</summary>
public sealed class FormTests
{
    private static readonly Form Order = new(
        "order",
        JsonNode
            .Parse(
                """
                {"type":"object","additionalProperties":false,"required":["item","rows"],"properties":{
                  "item":{"type":"string","maxLength":5},
                  "count":{"type":"integer","minimum":1,"maximum":99},
                  "price":{"type":"number","exclusiveMinimum":0},
                  "day":{"type":"string","format":"date"},
                  "mail":{"type":"string","format":"email"},
                  "code":{"type":"string","pattern":"^[A-Z]+$"},
                  "kind":{"type":"string","enum":["a","b"]},
                  "gift":{"type":"boolean"},
                  "tags":{"type":"array","uniqueItems":true,"items":{"type":"string"}},
                  "rows":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"object",
                    "required":["name"],"properties":{"name":{"type":"string"},"size":{"type":"number"}}}}}}
                """
            )!
            .AsObject(),
        "1"
    );

    [Theory]
    [InlineData("""{"item":"盒子","rows":[{"name":"a"}]}""", "")]
    [InlineData("""{"item":"𠮷𠮷𠮷𠮷𠮷","rows":[{"name":"a"}]}""", "")]
    [InlineData("""{}""", "/item field.required, /rows field.required")]
    [InlineData("""{"item":"  ","rows":[{"name":"a"}]}""", "/item field.required")]
    [InlineData("""{"item":null,"rows":[{"name":"a"}]}""", "/item field.required")]
    [InlineData("""{"item":"abcdef","rows":[{"name":"a"}]}""", "/item field.tooLong 5")]
    [InlineData("""{"item":5,"rows":[{"name":"a"}]}""", "/item field.notAText")]
    [InlineData("""{"item":"x","rows":[]}""", "/rows field.tooFewItems 1")]
    [InlineData("""{"item":"x","rows":"y"}""", "/rows field.notAList")]
    [InlineData("""{"item":"x","rows":["y"]}""", "/rows/0 field.notAnObject")]
    [InlineData("""{"item":"x","rows":[null]}""", "/rows/0 field.required")]
    [InlineData("""{"item":"x","rows":[{"name":"a"},{"name":""}]}""", "/rows/1/name field.required")]
    [InlineData("""{"item":"x","rows":[{"name":"a","size":"big"}]}""", "/rows/0/size field.notANumber")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"count":0}""", "/count field.tooSmall 1")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"count":100}""", "/count field.tooBig 99")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"count":1.5}""", "/count field.notAWholeNumber")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"count":1e400}""", "/count field.notAWholeNumber")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"price":0}""", "/price field.mustExceed 0")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"day":"2026-02-30"}""", "/day field.notADate")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"day":""}""", "")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"mail":"a@b"}""", "/mail field.notAnEmail")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"code":"abc"}""", "/code field.wrongPattern")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"kind":"c"}""", "/kind field.notAnOption")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"gift":"yes"}""", "/gift field.notYesOrNo")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"tags":["p","q","p"]}""", "/tags/2 field.twice")]
    [InlineData("""{"item":"x","rows":[{"name":"a"}],"a/b":1}""", "/a~1b field.unknown")]
    public void What_is_wrong_is_named_at_its_field(string data, string errors)
    {
        var found = new FormValidator().Errors(Order, JsonNode.Parse(data)!.AsObject());

        string.Join(", ", found.Select(e => $"{e.Path} {e.Code} {string.Join(' ', e.Arguments)}".Trim()))
            .ShouldBe(errors);
    }

    [Theory]
    [InlineData("item= 盒子 ", """{"item":"盒子"}""")]
    [InlineData("item=", "{}")]
    [InlineData("count=１２", """{"count":12}""")]
    [InlineData("price=1,234.5", """{"price":1234.5}""")]
    [InlineData("price=¥ 80 元", """{"price":80}""")]
    [InlineData("price=about ten", """{"price":"about ten"}""")]
    [InlineData("price=1,2", """{"price":"1,2"}""")]
    [InlineData("day=2026年3月5日", """{"day":"2026-03-05"}""")]
    [InlineData("day=2026/3/5", """{"day":"2026-03-05"}""")]
    [InlineData("day=soon", """{"day":"soon"}""")]
    [InlineData("gift=on", """{"gift":true}""")]
    [InlineData("gift=true&gift=false", """{"gift":true}""")]
    [InlineData("gift=false", """{"gift":false}""")]
    [InlineData("tags=p&tags=q", """{"tags":["p","q"]}""")]
    [InlineData("rows[0].name=a&rows[0].size=7", """{"rows":[{"name":"a","size":7}]}""")]
    [InlineData("rows[3].name=b&rows[10].name=c&rows[1].name=", """{"rows":[{"name":"b"},{"name":"c"}]}""")]
    [InlineData("rows[0].name=", """{"rows":[]}""")]
    [InlineData("comment=x&__RequestVerificationToken=y", "{}")]
    public void Posted_fields_become_data_by_the_forms_types(string posted, string data)
    {
        var fields = posted.Split('&').Select(f => f.Split('=', 2)).Select(f => KeyValuePair.Create(f[0], f[1]));

        var read = FormReader.Read(Order, fields);

        JsonNode.DeepEquals(read, JsonNode.Parse(data)).ShouldBeTrue(read.ToJsonString());
    }

    private static readonly Form Trip = new(
        "trip",
        JsonNode
            .Parse(
                """
                {"type":"object","required":["by"],"dependentRequired":{"hotel":["nights"]},
                 "if":{"properties":{"by":{"enum":["car","taxi"]}},"required":["by"]},
                 "then":{"required":["km"]},"else":{"required":["ticket"]},
                 "allOf":[{"if":{"properties":{"extras":{"contains":{"const":"meal"}}},"required":["extras"]},
                           "then":{"required":["guests"]}}],
                 "properties":{
                  "by":{"type":"string","enum":["car","taxi","train"]},
                  "km":{"type":"number","x-show-when":{"by":["car","taxi"]}},
                  "plate":{"type":"string","x-show-when":{"by":"car","rented":false}},
                  "rented":{"type":"boolean","x-show-when":{"by":"car"}},
                  "ticket":{"type":"string"},"hotel":{"type":"string"},"nights":{"type":"integer"},
                  "extras":{"type":"array","items":{"type":"string","enum":["meal","wifi"]}},"guests":{"type":"integer"},
                  "stops":{"type":"array","items":{"type":"object","properties":{
                    "why":{"type":"string","enum":["visit","rest"]},
                    "customer":{"type":"string","x-show-when":{"why":"visit"}}},
                    "if":{"properties":{"why":{"const":"visit"}},"required":["why"]},"then":{"required":["customer"]}}}}}
                """
            )!
            .AsObject(),
        "1"
    );

    [Theory]
    [InlineData("""{"by":"train","ticket":"T1"}""", "", """{"by":"train","ticket":"T1"}""")]
    [InlineData("""{"by":"train","km":7,"plate":"苏A"}""", "/ticket", """{"by":"train"}""")]
    [InlineData("""{"by":"car"}""", "/km", """{"by":"car"}""")]
    [InlineData("""{"by":"car","km":7,"plate":"苏A"}""", "", """{"by":"car","km":7,"plate":"苏A"}""")]
    [InlineData("""{"by":"car","km":7,"plate":"苏A","rented":true}""", "", """{"by":"car","km":7,"rented":true}""")]
    // The plate hangs on a box that is not asked for either.
    [InlineData("""{"by":"taxi","km":7,"plate":"苏A","rented":false}""", "", """{"by":"taxi","km":7}""")]
    [InlineData("""{"by":"car","km":7,"hotel":"H"}""", "/nights", """{"by":"car","km":7,"hotel":"H"}""")]
    [InlineData("""{"by":"car","km":7,"extras":["wifi"]}""", "", """{"by":"car","km":7,"extras":["wifi"]}""")]
    [InlineData("""{"by":"car","km":7,"extras":["meal"]}""", "/guests", """{"by":"car","km":7,"extras":["meal"]}""")]
    [InlineData(
        """{"by":"car","km":7,"stops":[{"why":"rest","customer":"C1"},{"why":"visit"}]}""",
        "/stops/1/customer",
        """{"by":"car","km":7,"stops":[{"why":"rest"},{"why":"visit"}]}"""
    )]
    [InlineData("""{}""", "/by, /ticket", "{}")]
    public void Fields_count_and_are_required_by_what_others_say(string data, string errors, string counts)
    {
        var kept = Trip.WithoutHidden(JsonNode.Parse(data)!.AsObject());

        JsonNode.DeepEquals(kept, JsonNode.Parse(counts)).ShouldBeTrue(kept.ToJsonString());
        string.Join(", ", new FormValidator().Errors(Trip, kept).Select(e => e.Path)).ShouldBe(errors);
    }
}
