"""The window itself: its bar, panels, menus, look and dialogs."""
