"""Leest visiedocumenten en zegt welke onderwerpen zij behandelen, met de passages. Schrijft niets en haalt niets op."""
