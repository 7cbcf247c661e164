package engine_test

import (
	"testing"

	"github.com/oslogen/oslogen/internal/brokertest"
	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/runtime/openstackctx"

	"github.com/oslogen/oslogen/openstack/heat/engine"
	"github.com/oslogen/oslogen/openstack/internal/services"
)

func TestMain(m *testing.M) { brokertest.Main(m) }

// TestRealHeat validates a template with heat-engine.
func TestRealHeat(t *testing.T) {
	cloud := services.New(t)
	cloud.Heat(t)
	ctx, err := openstackctx.With(t.Context(), openstackctx.Context{IsAdmin: true, ProjectID: "demo", UserID: "alice"})
	if err != nil {
		t.Fatal(err)
	}
	c := engine.NewEngineClient(cloud.Open(t), oslo.Pin("1.36"))
	template := map[string]any{
		"heat_template_version": "2018-08-31", "description": "made in Go",
		"parameters": map[string]any{"length": map[string]any{"type": "number", "default": 8}},
		"resources":  map[string]any{"word": map[string]any{"type": "OS::Heat::RandomString", "properties": map[string]any{"length": map[string]any{"get_param": "length"}}}},
	}
	result, err := c.ValidateTemplate(ctx, template, nil, map[string]any{}, false, []any{}, nil, []any{})
	if err != nil {
		t.Fatal(err)
	}
	answer, _ := result.(map[string]any)
	if answer["Description"] != "made in Go" {
		t.Errorf("got %v", result)
	}
	template["resources"] = map[string]any{"word": map[string]any{"type": "OS::No::Such"}}
	result, err = c.ValidateTemplate(ctx, template, nil, map[string]any{}, false, []any{}, nil, []any{})
	if answer, _ := result.(map[string]any); err != nil || answer["Error"] == nil {
		t.Errorf("a template with an unknown resource type: %v, %v", result, err)
	}
}
