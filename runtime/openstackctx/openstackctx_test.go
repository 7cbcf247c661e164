package openstackctx_test

import (
	"bytes"
	"log/slog"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/oslogen/oslogen/internal/pytest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/openstackctx"
	"github.com/oslogen/oslogen/runtime/oslotest"
)

var full = openstackctx.Context{
	UserID: "u1", UserName: "alice", UserDomainID: "ud", ProjectID: "p1", ProjectName: "demo", ProjectDomainID: "pd",
	DomainID: "d", SystemScope: "all", Roles: []string{"admin", "member"}, IsAdmin: true, RequestID: "req-1",
	GlobalRequestID: "req-2", AuthToken: "t",
}

func TestContextRoundTrip(t *testing.T) {
	ctx := oslotest.Context(t, map[string]any{"quota_class": "gold", "user_id": "other"})
	ctx, err := openstackctx.With(ctx, full)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := openstackctx.From(ctx); err != nil || !reflect.DeepEqual(got, full) {
		t.Errorf("got %+v, %v", got, err)
	}
	var class string
	if ok, err := oslo.RequestContextFrom(ctx).Get("quota_class", &class); !ok || err != nil || class != "gold" {
		t.Errorf("another field is %q: %v", class, err)
	}
	if got, err := openstackctx.From(t.Context()); err != nil || !reflect.DeepEqual(got, openstackctx.Context{}) {
		t.Errorf("no context is %+v, %v", got, err)
	}
	if _, err := openstackctx.From(oslotest.Context(t, map[string]any{"user_id": 7})); err == nil {
		t.Error("a user that is a number is no error")
	}
}

// answer is what Python's oslo.context makes of a dict.
type answer struct {
	UserID          string         `json:"user_id"`
	UserName        string         `json:"user_name"`
	ProjectID       string         `json:"project_id"`
	DomainID        string         `json:"domain_id"`
	UserDomainID    string         `json:"user_domain_id"`
	ProjectDomainID string         `json:"project_domain_id"`
	SystemScope     string         `json:"system_scope"`
	Roles           []string       `json:"roles"`
	IsAdmin         bool           `json:"is_admin"`
	RequestID       string         `json:"request_id"`
	GlobalRequestID string         `json:"global_request_id"`
	AuthToken       string         `json:"auth_token"`
	Dict            map[string]any `json:"dict"`
}

func TestContextAgainstPython(t *testing.T) {
	ctx, err := openstackctx.With(t.Context(), full)
	if err != nil {
		t.Fatal(err)
	}
	var ours map[string]any
	if err := oslo.RequestContextFrom(ctx).Decode(&ours); err != nil {
		t.Fatal(err)
	}
	var answers []answer
	pytest.Ask(t, "testdata/context.py", []any{ours}, &answers, "oslo_context")
	theirs := answers[0]
	if theirs.UserID != "u1" || theirs.UserName != "alice" || theirs.ProjectID != "p1" || theirs.DomainID != "d" ||
		theirs.UserDomainID != "ud" || theirs.ProjectDomainID != "pd" || theirs.SystemScope != "all" ||
		!reflect.DeepEqual(theirs.Roles, full.Roles) || !theirs.IsAdmin || theirs.RequestID != "req-1" ||
		theirs.GlobalRequestID != "req-2" || theirs.AuthToken != "t" {
		t.Errorf("Python reads %+v", theirs)
	}
	got, err := openstackctx.From(oslotest.Context(t, theirs.Dict))
	want := full
	want.UserName, want.ProjectName = got.UserName, got.ProjectName // which some releases do not send
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v of Python's %v, %v", got, theirs.Dict, err)
	}
}

func TestNewRequestID(t *testing.T) {
	if id := openstackctx.NewRequestID(); !regexp.MustCompile(`^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(id) {
		t.Errorf("made %q", id)
	}
}

func TestLogHandler(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(openstackctx.LogHandler(slog.NewTextHandler(&out, nil))).With("service", "nova")
	ctx, err := openstackctx.With(t.Context(), full)
	if err != nil {
		t.Fatal(err)
	}
	log.InfoContext(ctx, "resizing")
	for _, want := range []string{"service=nova", "request_id=req-1", "global_request_id=req-2", "user_id=u1", "project_id=p1"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, &out)
		}
	}
	out.Reset()
	log.InfoContext(t.Context(), "idle")
	if strings.Contains(out.String(), "request_id") || strings.Contains(out.String(), "auth") {
		t.Errorf("logged %s", &out)
	}
}
