"""What people do, one function a deed: it checks, computes, stores and commits; nothing else commits."""
