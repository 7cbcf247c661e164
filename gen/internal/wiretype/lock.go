package wiretype

import "go/types"

// LockIn returns the type of a lock in t, or "". go vet would report its copy
// in the generated code. t is nested depth structs and arrays deep.
func LockIn(t types.Type, depth int) string {
	if depth > maxTypeDepth {
		return ""
	}
	if isLock(t) {
		return Text(t)
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return LockIn(u.Elem(), depth+1)
	case *types.Struct:
		for f := range u.Fields() {
			if lock := LockIn(f.Type(), depth+1); lock != "" {
				return lock
			}
		}
	}
	return ""
}

// isLock reports whether t declares Lock and Unlock for pointers to it.
func isLock(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return false
	}
	methods := 0
	for m := range named.Methods() {
		_, onPointer := m.Signature().Recv().Type().(*types.Pointer)
		if onPointer && (m.Name() == "Lock" || m.Name() == "Unlock") && m.Signature().Params().Len() == 0 {
			methods++
		}
	}
	return methods == 2
}
