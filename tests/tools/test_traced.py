"""What strace writes is read as what was asked: sockets, and what was written where."""

from __future__ import annotations

from pathlib import Path

from tools.traced import asked_in

TEXT = """
openat(AT_FDCWD</home/me>, "/etc/hosts", O_RDONLY|O_CLOEXEC) = 3</etc/hosts>
openat(AT_FDCWD</home/me>, "notes.txt", O_WRONLY|O_CREAT|O_TRUNC, 0600) = 4</home/me/notes.txt>
openat(5</srv/folder>, "inside", O_RDWR) = 6</srv/folder/inside>
openat(AT_FDCWD, "/nowhere/x", O_WRONLY|O_CREAT, 0600) = -1 ENOENT (No such file or directory)
mkdir("/srv/made", 0700) = 0
rename("/a/b", "/a/c") = 0
linkat(AT_FDCWD</home/me>, "/proc/self/fd/5", AT_FDCWD</home/me>, "/a/made", AT_SYMLINK_FOLLOW) = 0
stat("/etc/passwd", {st_mode=S_IFREG|0644, st_size=1}) = 0
socket(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0) = 3<socket:[1]>
connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path=@"/tmp/.X11-unix/X99"}, 20) = 0
--- SIGCHLD {si_signo=SIGCHLD} ---
+++ exited with 0 +++
"""


def test_what_was_written_is_told_with_its_whole_path() -> None:
    written = asked_in([TEXT], Path("/home/me")).written
    assert written == ("/a/b", "/a/c", "/a/made", "/home/me/notes.txt", "/srv/folder/inside", "/srv/made")


def test_every_socket_is_told() -> None:
    assert [call.partition("(")[0] for call in asked_in([TEXT, ""], Path("/")).network] == ["socket", "connect"]


def test_a_name_in_other_letters_is_read() -> None:
    line = 'openat(AT_FDCWD</home/me>, "M\\303\\274ller \\"x\\".json", O_WRONLY|O_CREAT, 0600) = 3</home/me/x>\n'
    (path,) = asked_in([line], Path("/home/me")).written
    assert path.encode("latin-1").decode() == '/home/me/Müller "x".json'
