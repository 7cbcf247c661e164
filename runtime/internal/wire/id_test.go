package wire_test

import (
	"strings"
	"testing"

	"github.com/oslogen/oslogen/runtime/internal/wire"
)

func TestID(t *testing.T) {
	const text = "0123456789abcdef0123456789abcdef"
	id, ok := wire.ParseID(text)
	if !ok || id.String() != text {
		t.Errorf("ParseID(%q) = %v, %t", text, id, ok)
	}
	if again, ok := wire.ParseID([]byte(text)); !ok || again != id {
		t.Errorf("ParseID of bytes = %v, %t", again, ok)
	}
	for _, text := range []string{"", text[1:], text + "0", strings.ToUpper(text), "g" + text[1:], "0123456-89abcdef0123456789abcdef"} {
		if id, ok := wire.ParseID(text); ok || id != (wire.ID{}) {
			t.Errorf("ParseID(%q) = %v, %t", text, id, ok)
		}
	}
}
