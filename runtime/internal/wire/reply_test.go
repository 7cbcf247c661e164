package wire_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

func TestFailures(t *testing.T) {
	body, err := wire.AppendReply(nil, &wire.Reply{
		Result: "ignored",
		Failure: &wire.Failure{
			Class: "NotFound_Remote", Module: "nova.exception_Remote", Message: "no \xff \"such\"", Traceback: []string{"t\n"},
			Args: []json.RawMessage{json.RawMessage(`"é"`), json.RawMessage(`{"a":1}`)}, Kwargs: json.RawMessage(`{"code":404}`),
		},
		Ending: true,
		MsgID:  "m",
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"result": null, "failure": "{\"class\": \"NotFound\", \"module\": \"nova.exception\", \"message\": \"no \\ufffd \\\"such\\\"\", ` +
		`\"tb\": [\"t\\n\"], \"args\": [\"\\u00e9\", {\"a\": 1}], \"kwargs\": {\"code\": 404}}", "ending": true, "_msg_id": "m", ` +
		`"_unique_id": "00000000000000000000000000000000"}`
	if diff := cmp.Diff(string(enveloped(t, want)), string(body)); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
	for _, f := range []*wire.Failure{
		{Args: []json.RawMessage{json.RawMessage("{")}}, {Kwargs: json.RawMessage("[]")}, {Kwargs: json.RawMessage("x")},
	} {
		if got, err := wire.AppendReply([]byte("before"), &wire.Reply{Failure: f}); err == nil || string(got) != "before" {
			t.Errorf("%+v: %s, %v", f, got, err)
		}
	}
}

func TestDecodeFailure(t *testing.T) {
	for text, want := range map[string]*wire.Failure{
		`null`: nil, `""`: nil, `0`: nil, `false`: nil, `[ ]`: nil, `{}`: nil, `-0.0`: nil,
		`"{}"`: {}, `5`: {Message: "5"}, `"[]"`: {Message: "[]"},
		`{"class": "A_Remote", "module": "b_Remote"}`:                                                     {Class: "A", Module: "b"},
		`{"class": "A_Remote", "module": "b"}`:                                                            {Class: "A_Remote", Module: "b"},
		`{"class": 5, "message": null, "tb": "x", "args": {}, "kwargs": [], "other": 1, "_context_a": 1}`: {},
		`{"tb": ["a", 5], "args": [1, NaN]}`:                                                              {Args: []json.RawMessage{json.RawMessage("1"), json.RawMessage("NaN")}},
	} {
		got, err := wire.DecodeReply([]byte(`{"failure": ` + text + `}`))
		if err != nil {
			t.Errorf("%s: %v", text, err)
		} else if diff := cmp.Diff(want, got.Failure); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

func TestDecodeReplyIDs(t *testing.T) {
	id := wire.ID{0xab, 0xcd}
	for raw, want := range map[string]wire.IncomingReply{
		`"` + id.String() + `"`:                  {MsgID: id},
		`"\u0061` + id.String()[1:] + `"`:        {MsgID: id},
		`"` + strings.ToUpper(id.String()) + `"`: {MsgIDText: strings.ToUpper(id.String())},
		`"other"`:                                {MsgIDText: "other"},
		`5`:                                      {},
		`null`:                                   {},
	} {
		got, err := wire.DecodeReply(enveloped(t, `{"_msg_id": `+raw+`}`))
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: %v %s", raw, err, diff)
		}
	}
}
